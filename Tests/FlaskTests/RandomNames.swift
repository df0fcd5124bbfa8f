import TestSupport
import Values

/// Names of files as nobody would choose them, the same at every run.
struct RandomNames {
  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// The next name: ASCII of every kind, Latin-1, letters with combining marks, CJK, right-to-left,
  /// emoji, percent signs with digits, dots and slashes, short and long; no line feed and
  /// no carriage return.
  mutating func next() -> String {
    var name = String.UnicodeScalarView()
    let count =
      isOneOf(20)
      ? Int.random(in: 60...400, using: &generator)
      : Int.random(
        in: 1...20, using: &generator)
    // Many names are of one script; others mix all of them.
    let own = isOneOf(2) ? Self.alphabets.randomElement(using: &generator) : nil
    for _ in 0..<count {
      let alphabet = own ?? Self.alphabets.randomElement(using: &generator) ?? []
      let range = alphabet.randomElement(using: &generator) ?? 0x61...0x61
      guard let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) else {
        continue
      }
      name.append(scalar)
    }
    let start = Self.starts.randomElement(using: &generator) ?? ""
    let ending = Self.endings.randomElement(using: &generator) ?? ""
    return start + String(name) + ending
  }

  /// The next token.
  mutating func token() throws -> Token {
    let letters = Array("AZaz09._~-".unicodeScalars)
    var text = String.UnicodeScalarView("t".unicodeScalars)
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      text.append(letters.randomElement(using: &generator) ?? "a")
    }
    return try Token(String(text))
  }

  /// One of these.
  mutating func one<Element>(of elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &generator)]
  }

  private mutating func isOneOf(_ number: Int) -> Bool {
    Int.random(in: 1...number, using: &generator) == 1
  }

  private static let alphabets: [[ClosedRange<UInt32>]] = [
    [0x20...0x7E], [0x01...0x09, 0x0B...0x0C, 0x0E...0x7F], [0xA0...0xFF],
    [0x61...0x63, 0x300...0x36F],
    [0xC0...0xFF, 0x41...0x5A, 0x300...0x30C], [0x4E00...0x4E50, 0x3040...0x30FF, 0xAC00...0xAC20],
    [0x5D0...0x5EA, 0x600...0x6FF, 0x200E...0x200F, 0x202A...0x202E],
    [0x1F600...0x1F64F, 0x200D...0x200D, 0xFE0F...0xFE0F], [0x25...0x25, 0x30...0x39, 0x41...0x46],
    [0x2E...0x2F, 0x61...0x62], [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E],
  ]
  private static let starts = ["", "", "", "", ".", "..", "/", "//", "./", "../", "a/", "%2F", "%"]
  private static let endings = [
    ".css", ".js", ".mjs", ".png", ".woff2", ".mp4", "@2x.jpg", "", ".",
  ]
}
