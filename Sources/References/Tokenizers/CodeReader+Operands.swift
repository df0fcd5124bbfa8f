import Values

/// What becomes of strings behind their ends: a token in a text that is changed or taken apart is none to be
/// rewritten.
extension CodeReader {
  /// Takes the tokens in strings that were found from an index on for computed ones, where what stands behind
  /// their end changes them.
  ///
  /// - Parameter isJoined: whether it is known what is joined to them.
  func compute(from count: Int, behind end: Int, isJoined: Bool) {
    guard scan.found.count > count, let change = change(behind: end) else { return }
    if change == .joined, isJoined { return }
    for index in count..<scan.found.count where scan.found[index].call == nil {
      let form = scan.found[index].form
      guard form == .sourceString || form == .attribute else { continue }
      scan.compute(index, isWhole: change == .changed)
    }
  }

  /// Whether parentheses behind a name only group: the name is a keyword.
  func isGroup(behind name: Range<Int>) -> Bool {
    Self.keywords.contains(UnsafeBufferPointer(rebasing: scan.bytes[name]))
  }

  private enum Change {
    /// Something is put behind the text.
    case joined
    case changed
  }

  /// What changes a text that ends at a place.
  private func change(behind end: Int) -> Change? {
    var index = gapEnd(from: end)
    // What is joined behind a method or a filter is not read with the string.
    var joining = Change.joined
    while index < range.upperBound {
      switch scan.bytes[index] {
      case UInt8(ascii: "+"), UInt8(ascii: "~"): return joining
      case UInt8(ascii: "["), UInt8(ascii: "*"): return .changed
      case UInt8(ascii: "%"): return language == .python ? .joined : nil
      case UInt8(ascii: "."), UInt8(ascii: "|"):
        let isFilter = scan.bytes[index] == UInt8(ascii: "|")
        if isFilter, language != .jinja { return nil }
        let name = nameRange(from: gapEnd(from: index + 1))
        guard !name.isEmpty else { return nil }
        let word = UnsafeBufferPointer(rebasing: scan.bytes[name])
        guard (isFilter ? Self.filters : Self.methods).contains(word) else { return .changed }
        joining = .changed
        index = name.upperBound
        if scan.byte(index) == UInt8(ascii: "(") {
          index = scan.parenthesisEnd(index, before: min(range.upperBound, index + 1024))
        }
        index = gapEnd(from: index)
      default: return nil
      }
    }
    return nil
  }

  /// Behind white space; a line's end is one, but within brackets.
  private func gapEnd(from start: Int) -> Int {
    var index = start
    while index < range.upperBound, scan.bytes[index].isSpace,
      scan.bytes[index] != UInt8(ascii: "\n") || !frames.isEmpty || language == .jinja
    {
      index += 1
    }
    return index
  }

  private func nameRange(from start: Int) -> Range<Int> {
    var index = start
    while index < range.upperBound, scan.bytes[index].isNameByte { index += 1 }
    return start..<index
  }

  /// Methods of a string that leave a URL in it as it is, or put values in the places of its marks.
  private static let methods = WordSet([
    "format", "encode", "strip", "lstrip", "rstrip", "split", "splitlines",
  ])

  /// Filters of Jinja, Django and Jekyll that do, or put something before a URL.
  private static let filters = WordSet([
    "safe", "e", "escape", "forceescape", "force_escape", "string", "trim", "relative_url",
    "absolute_url",
  ])

  private static let keywords = WordSet([
    "return", "yield", "in", "if", "elif", "else", "and", "or", "not", "is", "await", "while",
    "set", "assert", "print", "lambda",
  ])
}
