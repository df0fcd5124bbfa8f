import Screen

/// One line of text that is being typed, with the keys that readline users know.
public struct LineEditor: Equatable, Sendable {
  /// The text.
  public private(set) var scalars: [Unicode.Scalar]
  /// The index of the scalar that the cursor stands before.
  public private(set) var cursor: Int

  /// Makes an editor with the cursor behind a text.
  public init(_ text: String = "") {
    scalars = Array(text.unicodeScalars)
    cursor = scalars.count
  }

  /// The text.
  public var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The text before the cursor.
  public var textBeforeCursor: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[..<cursor])
    return String(view)
  }

  /// Takes a key that edits the line.
  ///
  /// - Returns: whether the key is one of those.
  public mutating func handleKey(_ key: Key) -> Bool {
    switch key {
    case .scalar(let scalar): insert([scalar])
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(scalars.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = scalars.count
    case .backspace: delete(max(0, cursor - 1)..<cursor)
    case .delete, .control("d"): delete(cursor..<min(scalars.count, cursor + 1))
    case .control("w"): delete(wordStart..<cursor)
    case .control("u"): delete(0..<cursor)
    case .control("k"): delete(cursor..<scalars.count)
    default: return false
    }
    return true
  }

  /// Inserts the first line of what was pasted; control characters and bad bytes are left out.
  public mutating func paste(_ bytes: [UInt8]) {
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    insert(
      String(decoding: line, as: UTF8.self).unicodeScalars.filter {
        $0.properties.generalCategory != .control && $0 != "\u{FFFD}"
      })
  }

  private mutating func insert(_ new: [Unicode.Scalar]) {
    scalars.insert(contentsOf: new, at: cursor)
    cursor += new.count
  }

  private mutating func delete(_ range: Range<Int>) {
    scalars.removeSubrange(range)
    cursor = range.lowerBound
  }

  private var wordStart: Int {
    var start = cursor
    while start > 0, scalars[start - 1] == " " { start -= 1 }
    while start > 0, scalars[start - 1] != " " { start -= 1 }
    return start
  }
}
