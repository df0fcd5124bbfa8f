import Values

/// Reads a JSON text (RFC 8259) from its first byte to its last, one value after the other.
///
/// The caller asks for what it wants next (``string()``, ``nextKey(_:)``, …), and nothing is built
/// that nobody asked for. White space before a value or a mark is passed over.
package struct JSONReader<Failure: JSONFailure> {
  /// The text.
  let bytes: [UInt8]
  /// The byte that is read next.
  package var offset = 0
  /// The number of objects and arrays that are open.
  var depth = 0

  /// Starts at the first byte.
  ///
  /// - Throws: for an empty text, a byte order mark, and bytes that are not UTF-8, anywhere.
  package init(_ bytes: [UInt8]) throws(Failure) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw fail(.byteOrderMark) }
    let malformed: Int?
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      malformed = nil
    } catch {
      malformed = error.byteOffsets.lowerBound
    }
    if let malformed { throw Failure(.notUTF8(bytes[malformed]), at: malformed) }
    skipSpace()
    if offset == bytes.count { throw Failure(.empty, at: 0) }
  }

  /// What the next value is, by its first character.
  package mutating func kind() throws(Failure) -> JSONKind {
    skipSpace()
    switch peek {
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case let byte? where byte == UInt8(ascii: "-") || byte.isDigit: return .number
    case UInt8(ascii: "t") where isNext("true"): return .boolean
    case UInt8(ascii: "f") where isNext("false"): return .boolean
    case UInt8(ascii: "n") where isNext("null"): return .null
    default: throw unexpected(.value)
    }
  }

  /// The text of the next value, which is a number, as it stands.
  package mutating func number() throws(Failure) -> ArraySlice<UInt8> {
    skipSpace()
    let start = offset
    if peek == UInt8(ascii: "-") { offset += 1 }
    if peek == UInt8(ascii: "0") { offset += 1 } else { try digits() }
    if peek == UInt8(ascii: ".") {
      offset += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      offset += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { offset += 1 }
      try digits()
    }
    return bytes[start..<offset]
  }

  /// Passes over the next value.
  package mutating func skipValue() throws(Failure) {
    var passed: [UInt8] = []
    try copyValue(to: &passed)
  }

  /// The text of the next value without the white space outside its strings.
  package mutating func rawValue() throws(Failure) -> [UInt8] {
    var text: [UInt8] = []
    try copyValue(to: &text)
    return text
  }

  /// Makes sure that nothing follows the outermost value.
  package mutating func end() throws(Failure) {
    skipSpace()
    if offset < bytes.count { throw unexpected(.endOfFile) }
  }

  private mutating func copyValue(to text: inout [UInt8]) throws(Failure) {
    switch try kind() {
    case .string:
      let start = offset
      _ = try string()
      text.append(contentsOf: bytes[start..<offset])
    case .number: text.append(contentsOf: try number())
    case .boolean, .null:
      let length = bytes[offset] == UInt8(ascii: "f") ? 5 : 4
      text.append(contentsOf: bytes[offset..<(offset + length)])
      offset += length
    case .array:
      text.append(UInt8(ascii: "["))
      var elements = try beginArray()
      while try nextElement(&elements) {
        if elements.count > 1 { text.append(UInt8(ascii: ",")) }
        try copyValue(to: &text)
      }
      text.append(UInt8(ascii: "]"))
    case .object: try copyObject(to: &text)
    }
  }

  private mutating func copyObject(to text: inout [UInt8]) throws(Failure) {
    text.append(UInt8(ascii: "{"))
    var members = try beginObject()
    while try nextKey(&members) != nil {
      if members.count > 1 { text.append(UInt8(ascii: ",")) }
      text.append(contentsOf: bytes[members.keyRange])
      text.append(UInt8(ascii: ":"))
      try copyValue(to: &text)
    }
    text.append(UInt8(ascii: "}"))
  }

  private mutating func digits() throws(Failure) {
    let start = offset
    while let byte = peek, byte.isDigit { offset += 1 }
    if offset == start { throw unexpected(.digit) }
  }

  private func isNext(_ word: StaticString) -> Bool {
    let end = offset + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    return word.withUTF8Buffer { bytes[offset..<end].elementsEqual($0) }
  }
}

extension JSONReader {
  /// The next byte; nil at the end.
  var peek: UInt8? {
    offset < bytes.count ? bytes[offset] : nil
  }

  /// Passes over white space: space, tab, line feed, carriage return.
  mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        offset += 1
      default: return
      }
    }
  }

  /// The error about the next byte.
  func fail(_ problem: JSONProblem) -> Failure {
    Failure(problem, at: offset)
  }

  /// The error that the next character is not what the grammar has here.
  func unexpected(_ expected: JSONProblem.Expected) -> Failure {
    fail(.unexpected(found, expected: expected))
  }

  private var found: JSONProblem.Found {
    switch peek {
    case nil: return .endOfFile
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return .endOfLine
    default:
      guard let (scalar, _) = VisibleText.leadingScalar(of: bytes[offset...].prefix(4)) else {
        return .endOfFile
      }
      return .scalar(scalar)
    }
  }
}
