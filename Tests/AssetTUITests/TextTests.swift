import Screen
import Testing
import Values

@testable import AssetTUI

@Suite("Texts")
struct TextTests {
  @Test("a line takes the keys of readline; | is the cursor")
  func lineEditor() {
    let cases: [(String, String, String)] = [
      ("", "a b c", "abc|"),
      ("abc", "Left Left X", "aX|bc"),
      ("abc", "^A X", "X|abc"),
      ("abc", "Home End X", "abcX|"),
      ("abc", "^A ^F ^E ^B X", "abX|c"),
      ("abc", "Backspace", "ab|"),
      ("abc", "Home Backspace", "|abc"),
      ("abc", "Home Del", "|bc"),
      ("abc", "Del", "abc|"),
      ("abc", "Left ^D", "ab|"),
      ("abc", "Left ^U", "|c"),
      ("abc", "Left ^K", "ab|"),
      ("css app x", "^W", "css app |"),
      ("css app  ", "^W", "css |"),
      ("css", "^W ^W", "|"),
      ("abc", "Left Left Left Left X", "X|abc"),
      ("e\u{301}", "Backspace", "e|"),
    ]
    for (text, keys, expected) in cases {
      var line = LineEditor(text)
      for name in keys.split(separator: " ") {
        guard let key = Key(name: String(name)) else {
          Issue.record("no key is called \(name)")
          continue
        }
        let isTaken = line.handleKey(key)
        #expect(isTaken, "\(name)")
      }
      let before = line.textBeforeCursor
      let after = String(line.text.unicodeScalars.dropFirst(before.unicodeScalars.count))
      #expect("\(before)|\(after)" == expected)
    }
  }

  @Test(
    "other keys are not the line's",
    arguments: ["Enter", "Esc", "Tab", "Up", "Down", "F1", "^C", "Alt-x", "PgUp", "Ins"])
  func otherKeys(name: String) throws {
    var line = LineEditor("abc")
    let isTaken = line.handleKey(try #require(Key(name: name)))
    #expect(!isTaken)
    #expect(line == LineEditor("abc"))
  }

  @Test("of a paste the first line is taken, without controls and bad bytes")
  func paste() {
    let cases: [([UInt8], String)] = [
      (Array("abc".utf8), "abc"),
      (Array("a\nb".utf8), "a"),
      (Array("a\r\nb".utf8), "a"),
      (Array("\nb".utf8), ""),
      (Array("a\tb\u{1B}[31mc\u{7F}\u{9B}".utf8), "ab[31mc"),
      ([0x61, 0xFF, 0xC3, 0x62], "ab"),
      (Array("\u{65E5}\u{672C}".utf8), "\u{65E5}\u{672C}"),
      ([], ""),
    ]
    for (bytes, text) in cases {
      var line = LineEditor("xy")
      _ = line.handleKey(.left)
      line.paste(bytes)
      #expect(line.text == "x\(text)y")
      #expect(line.textBeforeCursor == "x\(text)")
    }
  }

  @Test("a window shows the part of the line with the cursor")
  func lineWindow() {
    let cases: [(String, Int, Int, String, Int)] = [
      ("abc", 0, 10, "abc", 3),
      ("abcdef", 0, 4, "def", 3),
      ("abcdef", 6, 4, "abcdef", 0),
      ("abcdef", 2, 4, "bcdef", 3),
      ("abcdef", 0, 1, "", 0),
      ("\u{65E5}\u{672C}a", 0, 4, "\u{672C}a", 3),
      ("\u{65E5}\u{672C}a", 0, 5, "\u{672C}a", 3),
      ("\u{65E5}\u{672C}a", 0, 6, "\u{65E5}\u{672C}a", 5),
      ("\u{202E}a", 0, 20, "\\u{202E}a", 9),
    ]
    for (text, lefts, columns, shown, cursor) in cases {
      var line = LineEditor(text)
      for _ in 0..<lefts { _ = line.handleKey(.left) }
      let window = LineWindow(of: line, columns: columns)
      #expect(window.text == shown)
      #expect(window.cursor == cursor)
    }
  }

  @Test("text is broken at spaces, and within a word only where it must")
  func wrap() {
    let cases: [(String, Int, [String])] = [
      ("", 5, [""]),
      ("one", 5, ["one"]),
      ("one two", 7, ["one two"]),
      ("one two", 6, ["one", "two"]),
      ("one two three", 7, ["one two", "three"]),
      ("one two three", 8, ["one two", "three"]),
      ("abcdefgh", 3, ["abc", "def", "gh"]),
      ("ab cdefgh", 4, ["ab", "cdef", "gh"]),
      ("\u{65E5}\u{672C}\u{8A9E}", 5, ["\u{65E5}\u{672C}", "\u{8A9E}"]),
      (" aaaa\u{65E5}", 5, ["", "aaaa", "\u{65E5}"]),
      ("e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]),
    ]
    for (text, columns, lines) in cases {
      #expect(Wrap.lines(text, columns: columns) == lines)
    }
  }

  @Test("a size has four digits at most, in eight columns")
  func sizeText() {
    let cases: [(UInt64, String)] = [
      (0, "     0 B"), (9, "     9 B"), (999, "   999 B"), (1000, " 1.0 KiB"), (1024, " 1.0 KiB"),
      (1229, " 1.2 KiB"), (102_348, "99.9 KiB"), (102_349, " 100 KiB"), (102_400, " 100 KiB"),
      (1_023_488, "1000 KiB"),
      (1_024_000, " 1.0 MiB"), (1_048_576, " 1.0 MiB"), (5_368_709_120, " 5.0 GiB"),
      (UInt64.max, "16.0 EiB"),
    ]
    for (bytes, text) in cases { #expect(SizeText.of(bytes) == text) }
  }
}
