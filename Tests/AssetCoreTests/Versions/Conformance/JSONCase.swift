import Testing

/// A text, and whether it is JSON that a versions file may hold.
struct JSONCase: CustomTestStringConvertible, Sendable {
  /// What the text is a case of.
  var name: String
  /// The text.
  var bytes: [UInt8]

  var testDescription: String { name }

  init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Makes a case of a text in which `<FF>` stands for the byte of these two hex digits.
  init(_ name: String, _ text: some StringProtocol) {
    self.init(name, JSONCase.bytes(of: Array(text.utf8)))
  }

  /// The cases of a table: a line each, the name, spaces, the text; `#` begins a remark.
  static func table(_ lines: String) -> [JSONCase] {
    lines.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let name = line.prefix { $0 != " " }
      return JSONCase(String(name), line.dropFirst(name.count).drop { $0 == " " })
    }
  }

  private static func bytes(of text: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let first = rest.first {
      if first == UInt8(ascii: "<"), rest.dropFirst(3).first == UInt8(ascii: ">"),
        let byte = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        rest = rest.dropFirst(4)
      } else {
        bytes.append(first)
        rest = rest.dropFirst()
      }
    }
    return bytes
  }
}
