import Values

/// What the value of a settings key has to be.
public enum SettingsType: Equatable, Sendable, CustomStringConvertible {
  /// True or false.
  case truth
  /// A string.
  case string
  /// A list of strings.
  case strings
  /// A string or a list of strings.
  case stringOrStrings
  /// A whole number in a range.
  case number(ClosedRange<Int>)
  /// An argument of a call: its place or its name.
  case argument
  /// A table.
  case table
  /// A list of tables.
  case tables

  /// The type with its article, for a sentence.
  public var description: String {
    switch self {
    case .truth: "true or false"
    case .string: "a string"
    case .strings: "a list of strings"
    case .stringOrStrings: "a string or a list of strings"
    case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .argument: "an argument: its place from 1 to 9, or its name"
    case .table: "a table"
    case .tables: "a list of tables"
    }
  }
}
