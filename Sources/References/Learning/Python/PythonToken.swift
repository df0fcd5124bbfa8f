import Values

/// A token of Python source (The Python Language Reference, chapter 2).
struct PythonToken {
  /// What it is.
  let kind: Kind
  /// Where it stands; empty for what no byte stands for.
  let range: Range<Int>

  /// What a token is.
  enum Kind {
    case name, number, string, symbol
    /// The end of a logical line.
    case lineEnd
    /// A block begins, or ends.
    case indent, dedent
    case end
  }
}
