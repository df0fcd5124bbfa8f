import Testing
import Values

@Suite("Visible text")
struct VisibleTextTests {
  @Test("what a terminal acts on, hides or measures differently is written out")
  func bytes() {
    let cases: [([UInt8], String)] = [
      (Array("css/app.css".utf8), "css/app.css"),
      (Array("caf\u{E9} \u{65E5}\u{672C}".utf8), "caf\u{E9} \u{65E5}\u{672C}"),
      (Array("e\u{301}".utf8), "e\u{301}"),
      (Array("\u{1B}[31mred".utf8), "\\x1b[31mred"),
      (Array("a\rb\nc\td\u{8}e\u{7}f\u{7F}".utf8), "a\\x0db\\x0ac\\x09d\\x08e\\x07f\\x7f"),
      ([0x61, 0xFF, 0x62], "a\\xffb"),
      ([0xC3], "\\xc3"),
      ([0xC0, 0x80], "\\xc0\\x80"),
      ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"),
      ([0xF4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"),
      (Array("\u{9B}31m".utf8), "\\u{009B}31m"),
      (Array("a\u{202E}b\u{200B}c\u{FEFF}d".utf8), "a\\u{202E}b\\u{200B}c\\u{FEFF}d"),
      (Array("\u{2764}\u{FE0F}".utf8), "\u{2764}\\u{FE0F}"),
      (Array("\u{1F468}\u{200D}\u{1F469}".utf8), "\u{1F468}\\u{200D}\u{1F469}"),
      (Array("\u{1F44D}\u{1F3FD}".utf8), "\u{1F44D}\\u{1F3FD}"),
      (Array("\u{2028}\u{E000}".utf8), "\\u{2028}\\u{E000}"),
      (Array("\u{1FAE8}\u{1F6DD}".utf8), "\\u{1FAE8}\u{1F6DD}"),  // Unicode 15 and 14
    ]
    for (bytes, text) in cases {
      #expect(VisibleText.of(bytes) == text)
    }
  }

  @Test("for JSON only bad bytes are written out")
  func badBytes() {
    #expect(VisibleText.escapingBadBytes([0x61, 0x1B, 0xC3, 0xA9]) == "a\u{1B}\u{E9}")
    #expect(VisibleText.escapingBadBytes([0x61, 0x1B, 0xFF, 0xC3, 0xA9]) == "a\u{1B}\\xff\u{E9}")
  }

  @Test(
    "a shell reads a quoted text as the text",
    arguments: [
      ("static:css/app.css", "static:css/app.css"), ("a b", "'a b'"), ("it's", "'it'\\''s'"),
      ("", "''"), ("$HOME", "'$HOME'"), ("~x", "'~x'"),
    ])
  func shell(text: String, quoted: String) {
    #expect(ShellText.quoted(text) == quoted)
  }
}
