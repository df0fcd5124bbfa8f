import Values

/// Reads TOML 1.0 (toml.io/en/v1.0.0).
package struct TOMLReader {
  let text: [UInt8]
  var at = 0

  /// A part of a key: its name with escapes taken out, and where it stands.
  struct Key {
    var name: [UInt8]
    package var offset: Int
    var escapedZero: Int?
  }

  /// Why reading ended, and at which byte.
  package struct Failure: Error {
    package var fault: Fault
    package var offset: Int
  }

  /// What can end reading.
  package enum Fault {
    /// Brackets or dotted keys beyond ``TOMLTree/depthLimit``.
    case tooDeep
    /// No TOML: the reason.
    case notTOML(String)
  }

  init(_ text: [UInt8]) {
    self.text = text
  }

  /// Reads the whole text, telling a tree what stands where.
  mutating func read(into tree: inout TOMLTree) throws(Failure) {
    var table = TOMLTree.top
    while true {
      try skipBlank()
      guard let byte = peek() else { return }
      if byte == UInt8(ascii: "[") {
        table = try header(&tree)
      } else {
        try pair(in: table, depth: 0, &tree)
      }
      skipSpaces()
      if peek() == UInt8(ascii: "#") { try skipComment() }
      guard peek() == nil || takeLineBreak() else { throw failure("the line has to end here") }
    }
  }

  func failure(_ reason: String) -> Failure {
    Failure(fault: .notTOML(reason), offset: at)
  }

  // MARK: - Tables and keys

  private mutating func header(_ tree: inout TOMLTree) throws(Failure) -> Int {
    at += 1
    let isItem = consume("[")
    let keys = try key()
    guard consume("]"), !isItem || consume("]") else {
      throw failure(isItem ? "]] is needed here" : "] is needed here")
    }
    return isItem ? try tree.listedTable(keys) : try tree.table(keys)
  }

  private mutating func pair(
    in table: Int, depth: Int, _ tree: inout TOMLTree
  ) throws(Failure) {
    let keys = try key()
    guard consume("=") else { throw failure("= is needed here") }
    let node = try tree.entry(keys, in: table)
    skipSpaces()
    try value(of: node, depth: depth, &tree)
  }

  private mutating func key() throws(Failure) -> [Key] {
    var parts: [Key] = []
    repeat {
      skipSpaces()
      if parts.count == TOMLTree.depthLimit { throw Failure(fault: .tooDeep, offset: at) }
      parts.append(try keyPart())
      skipSpaces()
    } while consume(".")
    return parts
  }

  private mutating func keyPart() throws(Failure) -> Key {
    let start = at
    switch peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let string = try string(mayBeMultiline: false)
      return Key(name: string.bytes, offset: start, escapedZero: string.escapedZero)
    default:
      while let byte = peek(), Self.isBare(byte) { at += 1 }
      guard at > start else { throw failure("a key is needed here") }
      return Key(name: Array(text[start..<at]), offset: start)
    }
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  // MARK: - Values

  private mutating func value(
    of node: Int, depth: Int, _ tree: inout TOMLTree
  ) throws(Failure) {
    switch peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let string = try string(mayBeMultiline: true)
      if let zero = string.escapedZero { tree.noteZero(in: node, at: zero) }
      tree.set(.string(String(decoding: string.bytes, as: UTF8.self)), of: node)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      if depth == TOMLTree.depthLimit { throw Failure(fault: .tooDeep, offset: at) }
      if consume("[") {
        tree.open(.list, of: node)
        try list(of: node, depth: depth + 1, &tree)
        tree.set(.list, of: node)
      } else {
        at += 1
        tree.open(.table, of: node)
        try inlineTable(of: node, depth: depth + 1, &tree)
        tree.set(.table, of: node)
      }
    default:
      tree.set(try scalar(), of: node)
    }
  }

  private mutating func list(of node: Int, depth: Int, _ tree: inout TOMLTree) throws(Failure) {
    while true {
      try skipBlank()
      if consume("]") { return }
      let item = tree.addItem(.table, to: node, at: at)
      try value(of: item, depth: depth, &tree)
      try skipBlank()
      guard consume(",") || peek() == UInt8(ascii: "]") else {
        throw failure("a comma or ] is needed here")
      }
    }
  }

  /// Reads up to the brace that closes; all of it stands on one line, and no comma is the last.
  private mutating func inlineTable(
    of node: Int, depth: Int, _ tree: inout TOMLTree
  ) throws(Failure) {
    skipSpaces()
    if consume("}") { return }
    while true {
      skipSpaces()
      try pair(in: node, depth: depth, &tree)
      skipSpaces()
      if consume("}") { return }
      guard consume(",") else { throw failure("a comma or } is needed here") }
    }
  }

  // MARK: - Bytes

  func peek() -> UInt8? {
    at < text.count ? text[at] : nil
  }

  mutating func consume(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: scalar) else { return false }
    at += 1
    return true
  }

  /// Takes a line feed, or one with a carriage return before it.
  mutating func takeLineBreak() -> Bool {
    if consume("\n") { return true }
    guard peek() == UInt8(ascii: "\r"), at + 1 < text.count, text[at + 1] == UInt8(ascii: "\n")
    else { return false }
    at += 2
    return true
  }

  mutating func skipSpaces() {
    while let byte = peek(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { at += 1 }
  }

  /// Skips spaces, line breaks and comments.
  private mutating func skipBlank() throws(Failure) {
    while true {
      skipSpaces()
      if peek() == UInt8(ascii: "#") { try skipComment() }
      guard takeLineBreak() else { return }
    }
  }

  private mutating func skipComment() throws(Failure) {
    while let byte = peek(), byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\r"), at + 1 < text.count, text[at + 1] == UInt8(ascii: "\n") {
        return
      }
      if Self.isControl(byte) { throw failure("a comment cannot hold this control character") }
      at += 1
    }
  }

  /// Whether a byte may stand nowhere: a control character that is no tab.
  static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 || byte == 0x7F
  }
}
