import Formats

/// The object that a command prints for a list, piece by piece, so that a long list takes no room:
/// its format, 1, and an array of which each element has its own line.
///
/// All pieces together are the text of the same object as a ``JSONOutput``.
public struct JSONList: Sendable {
  private let name: String
  private var count = 0

  /// Begins the object; nothing is printed yet.
  ///
  /// - Parameter name: the array's.
  public init(named name: String) {
    self.name = name
  }

  /// The next piece: an element, and what stands before it.
  public mutating func text(of element: JSONOutput) -> String {
    let start = count == 0 ? beginning + "\n  " : ",\n  "
    count += 1
    return start + element.text(depth: 2)
  }

  /// The last piece.
  public var end: String {
    count == 0 ? beginning + "]}" : "\n]}"
  }

  private var beginning: String {
    let whole = JSONOutput.object([("format", .number(1)), (name, .array([]))]).text
    return String(whole.dropLast("]}".count))
  }
}
