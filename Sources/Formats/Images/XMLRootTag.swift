/// The tag that opens the root element of an XML text (XML 1.0, sections 2.8 and 3.1).
struct XMLRootTag {
  /// The name without its namespace prefix.
  let name: String
  /// The attributes' values as written, by their whole names.
  let attributes: [String: String]

  /// Reads the tag behind what may stand before it; nil where it is not there whole.
  init?(_ text: ArraySlice<UInt8>) {
    var scanner = Scanner(rest: text)
    guard scanner.skipProlog(), scanner.consume("<") else { return nil }
    let qualified = scanner.takeName()
    var attributes: [String: String] = [:]
    while true {
      scanner.skipSpace()
      if scanner.consume(">") || scanner.consume("/>") { break }
      let attribute = scanner.takeName()
      scanner.skipSpace()
      guard !attribute.isEmpty, scanner.consume("=") else { return nil }
      scanner.skipSpace()
      guard let value = scanner.takeQuoted() else { return nil }
      if attributes.updateValue(value, forKey: attribute) != nil { return nil }
    }
    name = qualified.split(separator: ":").last.map(String.init) ?? ""
    self.attributes = attributes
  }

  /// Whether a byte is white space of XML, which is HTML's and CSS's too.
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B
  }

  private struct Scanner {
    var rest: ArraySlice<UInt8>

    /// Skips byte order mark, declaration, comments, instructions and document type; false where one
    /// does not end.
    mutating func skipProlog() -> Bool {
      if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
      while true {
        skipSpace()
        if consume("<?") {
          guard skip(past: "?>") else { return false }
        } else if consume("<!--") {
          guard skip(past: "-->") else { return false }
        } else if consume("<!DOCTYPE") {
          guard skipDocumentType() else { return false }
        } else {
          return true
        }
      }
    }

    /// Skips to the end of a document type; its own declarations stand between brackets.
    private mutating func skipDocumentType() -> Bool {
      var isInside = false
      while let byte = rest.first {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
          guard takeQuoted(mayHoldTag: true) != nil else { return false }
          continue
        case UInt8(ascii: "<"):
          if consume("<!--") {
            guard skip(past: "-->") else { return false }
            continue
          }
        case UInt8(ascii: "["): isInside = true
        case UInt8(ascii: "]"): isInside = false
        case UInt8(ascii: ">"):
          if !isInside {
            rest = rest.dropFirst()
            return true
          }
        default: break
        }
        rest = rest.dropFirst()
      }
      return false
    }

    mutating func skipSpace() {
      rest = rest.drop(while: XMLRootTag.isSpace)
    }

    mutating func consume(_ text: StaticString) -> Bool {
      guard text.withUTF8Buffer({ rest.starts(with: $0) }) else { return false }
      rest = rest.dropFirst(text.utf8CodeUnitCount)
      return true
    }

    mutating func takeName() -> String {
      let name = rest.prefix { byte in
        !XMLRootTag.isSpace(byte) && !"=/<>\"'".utf8.contains(byte)
      }
      rest = rest.dropFirst(name.count)
      return String(decoding: name, as: UTF8.self)
    }

    /// Takes a value between quotes of either kind; nil where it does not end, or holds a `<`.
    mutating func takeQuoted(mayHoldTag: Bool = false) -> String? {
      guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
        return nil
      }
      let value = rest.dropFirst().prefix { $0 != quote }
      guard value.endIndex < rest.endIndex, mayHoldTag || !value.contains(UInt8(ascii: "<")) else {
        return nil
      }
      rest = rest[(value.endIndex + 1)...]
      return String(decoding: value, as: UTF8.self)
    }

    private mutating func skip(past text: StaticString) -> Bool {
      while !rest.isEmpty {
        if consume(text) { return true }
        rest = rest.dropFirst()
      }
      return false
    }
  }
}
