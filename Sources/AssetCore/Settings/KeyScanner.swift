/// Reads the structure of TOML: tables, keys, lists, strings (TOML 1.0, toml.io/en/v1.0.0).
///
/// What numbers and dates look like, and whether a key comes twice, is left to TOMLKit.
struct KeyScanner {
  let text: [UInt8]
  var at = 0

  /// A part of a key: its name with escapes taken out, and where it stands.
  struct Key {
    var name: [UInt8]
    var offset: Int
    var escapedZero: Int?
  }

  /// Why reading ended, and at which byte.
  struct Failure: Error {
    var fault: Fault
    var offset: Int
  }

  /// What can end reading.
  enum Fault {
    /// Brackets or dotted keys beyond ``KeyLocator/depthLimit``.
    case tooDeep
    /// No TOML: the reason.
    case notTOML(String)
  }

  init(_ text: [UInt8]) {
    self.text = text
  }

  /// Reads the whole text, telling a locator what stands where.
  mutating func scan(into locator: inout KeyLocator) throws(Failure) {
    var table = KeyLocator.top
    while true {
      skipBlank()
      guard let byte = peek() else { return }
      if byte == UInt8(ascii: "[") {
        table = try header(&locator)
      } else {
        try pair(in: table, depth: 0, &locator)
      }
      skipSpaces()
      if let byte = peek(), !"\r\n#".utf8.contains(byte) {
        throw failure("the line has to end here")
      }
    }
  }

  func failure(_ reason: String) -> Failure {
    Failure(fault: .notTOML(reason), offset: at)
  }

  // MARK: - Tables and keys

  private mutating func header(_ locator: inout KeyLocator) throws(Failure) -> Int {
    at += 1
    let isItem = take("[")
    let keys = try key(&locator)
    guard take("]"), !isItem || take("]"), let last = keys.last else {
      throw failure(isItem ? "]] is needed here" : "] is needed here")
    }
    var table = KeyLocator.top
    for part in keys { table = locator.enter(part, in: table) }
    if isItem { return locator.addItem(to: table, at: last.offset) }
    locator.declare(table, at: last.offset)
    return table
  }

  private mutating func pair(in table: Int, depth: Int, _ locator: inout KeyLocator) throws(Failure)
  {
    var node = table
    for part in try key(&locator) { node = locator.enter(part, in: node) }
    guard take("=") else { throw failure("= is needed here") }
    skipSpaces()
    try value(of: node, depth: depth, &locator)
  }

  private mutating func key(_ locator: inout KeyLocator) throws(Failure) -> [Key] {
    var parts: [Key] = []
    repeat {
      skipSpaces()
      if parts.count == KeyLocator.depthLimit {
        throw Failure(fault: .tooDeep, offset: at)
      }
      parts.append(try keyPart())
      skipSpaces()
    } while take(".")
    return parts
  }

  private mutating func keyPart() throws(Failure) -> Key {
    let start = at
    switch peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let (name, zero) = try string()
      return Key(name: name, offset: start, escapedZero: zero)
    default:
      while let byte = peek(), Self.isBare(byte) { at += 1 }
      guard at > start else { throw failure("a key is needed here") }
      return Key(name: Array(text[start..<at]), offset: start)
    }
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  // MARK: - Values

  private mutating func value(of node: Int, depth: Int, _ locator: inout KeyLocator) throws(Failure)
  {
    switch peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if let zero = try string().escapedZero { locator.noteZero(in: node, at: zero) }
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      if depth == KeyLocator.depthLimit {
        throw Failure(fault: .tooDeep, offset: at)
      }
      if take("[") {
        try list(of: node, depth: depth + 1, &locator)
      } else {
        at += 1
        try inlineTable(of: node, depth: depth + 1, &locator)
      }
    default:
      try scalar()
    }
  }

  private mutating func scalar() throws(Failure) {
    let start = at
    while let byte = peek(), !",]}# \t\r\n".utf8.contains(byte) { at += 1 }
    // A date may be parted from its time by a space.
    if at - start == 10, peek() == UInt8(ascii: " "), at + 1 < text.count,
      Self.isLetterOrDigit(text[at + 1])
    {
      at += 1
      while let byte = peek(), !",]}# \t\r\n".utf8.contains(byte) { at += 1 }
    }
    if TOMLScalar.isScalar(text[start..<at]) { return }
    let isMissing = start == at
    at = start
    throw failure(
      isMissing
        ? "a value is needed here" : "no such value; write text between quotes")
  }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private mutating func list(of node: Int, depth: Int, _ locator: inout KeyLocator) throws(Failure)
  {
    while true {
      skipBlank()
      if take("]") { return }
      let item = locator.addItem(to: node, at: at)
      try value(of: item, depth: depth, &locator)
      skipBlank()
      guard take(",") || peek() == UInt8(ascii: "]") else {
        throw failure("a comma or ] is needed here")
      }
    }
  }

  private mutating func inlineTable(of node: Int, depth: Int, _ locator: inout KeyLocator)
    throws(Failure)
  {
    while true {
      skipBlank()
      if take("}") { return }
      try pair(in: node, depth: depth, &locator)
      skipBlank()
      guard take(",") || peek() == UInt8(ascii: "}") else {
        throw failure("a comma or } is needed here")
      }
    }
  }

  // MARK: - Bytes

  func peek() -> UInt8? {
    at < text.count ? text[at] : nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: scalar) else { return false }
    at += 1
    return true
  }

  private mutating func skipSpaces() {
    while let byte = peek(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { at += 1 }
  }

  /// Skips spaces, line breaks and comments.
  private mutating func skipBlank() {
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): at += 1
      case UInt8(ascii: "#"):
        while let byte = peek(), byte != UInt8(ascii: "\n") { at += 1 }
      default: return
      }
    }
  }
}
