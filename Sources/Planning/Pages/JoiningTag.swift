import Values

/// A tag of a template that joins it with others: `{% block %}`, `{% endblock %}`, `{% include %}`,
/// `{% extends %}`, and `{{ super() }}`, which is called `super` here.
struct JoiningTag {
  /// What the tag does.
  let name: String
  /// The bytes from its opening brace to behind its closing one.
  let range: Range<Int>
  /// The bare words behind the name.
  let words: [[UInt8]]
  /// The strings behind the name, without their quotes.
  let strings: [[UInt8]]

  /// Whether the tag's argument is a string, or a list of strings, and not an expression.
  let isWrittenOut: Bool

  /// The tags that join templates, in their order; those in comments and raw parts are none.
  static func all(in contents: [UInt8]) -> [JoiningTag] {
    var tags: [JoiningTag] = []
    var index = 0
    while let start = contents[index...].firstIndex(of: Byte.open), start + 1 < contents.count {
      switch contents[start + 1] {
      case Byte.percent:
        guard let end = end(of: contents, from: start + 2, [Byte.percent, Byte.close]) else {
          return tags
        }
        let tag = JoiningTag(contents, start..<end, margin: 2)
        index = end
        if tag.name == "raw" || tag.name == "verbatim" {
          index = JoiningTag.end(ofRaw: "end" + tag.name, in: contents, from: end)
        } else if names.contains(tag.name) {
          tags.append(tag)
        }
      case Byte.hash:
        guard let end = ByteSearch.firstIndex(of: [Byte.hash, Byte.close], in: contents[start...])
        else { return tags }
        index = end + 2
      case Byte.open:
        guard let end = end(of: contents, from: start + 2, [Byte.close, Byte.close]) else {
          return tags
        }
        let tag = JoiningTag(contents, start..<end, margin: 2)
        if tag.isSuper { tags.append(tag.renamed("super")) }
        index = end
      default: index = start + 1
      }
    }
    return tags
  }

  private static let names: Set = ["block", "endblock", "include", "extends"]
}

extension JoiningTag {
  private enum Byte {
    static let open = UInt8(ascii: "{")
    static let close = UInt8(ascii: "}")
    static let percent = UInt8(ascii: "%")
    static let hash = UInt8(ascii: "#")
  }

  /// The index behind a closing pair that stands in no string, or nil.
  private static func end(of contents: [UInt8], from start: Int, _ pair: [UInt8]) -> Int? {
    var quote: UInt8?
    var index = start
    while index < contents.count {
      let byte = contents[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\") {
          index += 1
        } else if byte == open {
          quote = nil
        }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == pair[0], index + 1 < contents.count, contents[index + 1] == pair[1] {
        return index + 2
      }
      index += 1
    }
    return nil
  }

  /// The index behind `{% NAME %}`, or the end where there is none.
  private static func end(ofRaw name: String, in contents: [UInt8], from start: Int) -> Int {
    var index = start
    while let open = ByteSearch.firstIndex(of: [Byte.open, Byte.percent], in: contents[index...]) {
      guard let end = end(of: contents, from: open + 2, [Byte.percent, Byte.close]) else { break }
      if JoiningTag(contents, open..<end, margin: 2).name == name { return end }
      index = open + 2
    }
    return contents.count
  }

  private init(_ contents: [UInt8], _ range: Range<Int>, margin: Int) {
    var inner = contents[(range.lowerBound + margin)..<(range.upperBound - margin)]
    // Jinja's white space control: {%- and -%}, {%+ and +%}.
    if let first = inner.first, JoiningTag.isSign(first) { inner = inner.dropFirst() }
    if let last = inner.last, JoiningTag.isSign(last) { inner = inner.dropLast() }
    var words: [[UInt8]] = []
    var strings: [[UInt8]] = []
    var others = 0
    var rest = inner
    while let byte = rest.first {
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        let text = rest.dropFirst().prefix { $0 != byte }
        strings.append(Array(text))
        rest = rest[min(text.endIndex + 1, rest.endIndex)...]
      } else if JoiningTag.isWord(byte) {
        let word = rest.prefix(while: JoiningTag.isWord)
        words.append(Array(word))
        rest = rest[word.endIndex...]
      } else {
        if !JoiningTag.isSpaceOrList(byte) { others += 1 }
        rest = rest.dropFirst()
      }
    }
    self.range = range
    name = words.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    self.words = Array(words.dropFirst())
    self.strings = strings
    let allowed: Set = ["ignore", "missing", "with", "without", "context", "only"]
    let isPlain = words.dropFirst().allSatisfy {
      allowed.contains(String(decoding: $0, as: UTF8.self))
    }
    isWrittenOut = others == 0 && isPlain
  }

  private init(_ other: JoiningTag, name: String) {
    self.name = name
    range = other.range
    words = other.words
    strings = other.strings
    isWrittenOut = other.isWrittenOut
  }

  private func renamed(_ name: String) -> JoiningTag {
    JoiningTag(self, name: name)
  }

  /// Whether an expression is `super()` or `block.super`.
  private var isSuper: Bool {
    (name == "super" && words.isEmpty) || (name == "block.super" && words.isEmpty)
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }

  private static func isSpaceOrList(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: ","):
      true
    default: false
    }
  }
}
