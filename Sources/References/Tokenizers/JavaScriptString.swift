import Values

/// A string or template literal of a script.
struct JavaScriptString {
  /// With the quotes.
  var range: Range<Int>
  /// Between them.
  var inner: Range<Int>
  /// The token in front.
  var before = JavaScriptReader.Token.other(0)
  /// The substitutions in it.
  var holes: [Range<Int>] = []
}
