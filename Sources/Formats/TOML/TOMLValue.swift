/// A value of a TOML text (TOML 1.0, toml.io/en/v1.0.0).
package enum TOMLValue: Equatable {
  /// A text.
  case string(String)
  /// A whole number of 64 bits.
  case integer(Int)
  /// A number with a point or an exponent, infinity, or no number.
  case float(Double)
  /// True or false.
  case truth(Bool)
  /// A date, a time or both, as written: no setting is one.
  case moment
  /// Keys and their values.
  case table
  /// Values in order.
  case list
}
