import Screen
import TestSupport
import Testing

@Suite struct VirtualScreenTests {
  /// Bytes, and the three rows of five columns that they leave; what each does by xterm's ctlseqs.
  @Test(arguments: [
    ("plain", "ab\r\nc", ["ab   ", "c    ", "     "]),
    ("wrap waits for a character", "abcde\rX", ["Xbcde", "     ", "     "]),
    ("wrap", "abcdef", ["abcde", "f    ", "     "]),
    ("scroll at the bottom", "1\r\n2\r\n3\r\n4", ["2    ", "3    ", "4    "]),
    ("cursor: to a place", "\u{1B}[2;3Hx", ["     ", "  x  ", "     "]),
    ("cursor: home", "abc\u{1B}[Hx", ["xbc  ", "     ", "     "]),
    ("cursor: steps", "\u{1B}[2B\u{1B}[3C\u{1B}[A\u{1B}[2Dx", ["     ", " x   ", "     "]),
    ("cursor: column and row", "\u{1B}[4G\u{1B}[3dx", ["     ", "     ", "   x "]),
    ("cursor: clipped", "\u{1B}[99;99Hx", ["     ", "     ", "    x"]),
    ("cursor: saved", "ab\u{1B}7\u{1B}[3;3H\u{1B}8x", ["abx  ", "     ", "     "]),
    ("backspace and tab", "ab\u{8}x\ty", ["ax  y", "     ", "     "]),
    ("erase to the right", "abcde\u{1B}[1;3H\u{1B}[K", ["ab   ", "     ", "     "]),
    ("erase to the left", "abcde\u{1B}[1;3H\u{1B}[1K", ["   de", "     ", "     "]),
    ("erase a line", "abcde\u{1B}[1;3H\u{1B}[2K", ["     ", "     ", "     "]),
    ("erase below", "abcde12345\u{1B}[1;3H\u{1B}[J", ["ab   ", "     ", "     "]),
    ("erase above", "abcde12345\u{1B}[2;3H\u{1B}[1J", ["     ", "   45", "     "]),
    ("erase all", "abcde12345\u{1B}[2J", ["     ", "     ", "     "]),
    ("erase characters", "abcde\u{1B}[1;2H\u{1B}[2X", ["a  de", "     ", "     "]),
    ("insert characters", "abcde\u{1B}[1;2H\u{1B}[2@", ["a  bc", "     ", "     "]),
    ("insert mode", "abc\u{1B}[1;2H\u{1B}[4hX\u{1B}[4l", ["aXbc ", "     ", "     "]),
    ("delete characters", "abcde\u{1B}[1;2H\u{1B}[2P", ["ade  ", "     ", "     "]),
    ("insert lines", "1\r\n2\r\n3\u{1B}[2H\u{1B}[L", ["1    ", "     ", "2    "]),
    ("delete lines", "1\r\n2\r\n3\u{1B}[1H\u{1B}[M", ["2    ", "3    ", "     "]),
    ("scroll region", "1\r\n2\r\n3\u{1B}[2;3r\u{1B}[3H\n", ["1    ", "3    ", "     "]),
    ("scroll up and down", "1\r\n2\u{1B}[S\u{1B}[2T", ["     ", "     ", "2    "]),
    ("reverse index", "1\u{1B}[H\u{1B}M", ["     ", "1    ", "     "]),
    ("repeat", "a\u{1B}[3b", ["aaaa ", "     ", "     "]),
    ("wide", "日本a", ["日本a", "     ", "     "]),
    ("wide wraps whole", "abcd日", ["abcd ", "日   ", "     "]),
    ("half of wide overwritten", "日本\u{1B}[1;2Hx", [" x本 ", "     ", "     "]),
    ("marks", "e\u{301}x", ["e\u{301}x   ", "     ", "     "]),
    (
      "titles and strings", "\u{1B}]0;t\u{7}\u{1B}[22;0;0ta\u{1B}P1\u{1B}\\b",
      ["ab   ", "     ", "     "]
    ),
    ("main screen comes back", "ab\u{1B}[?1049hxyz\u{1B}[?1049lc", ["abc  ", "     ", "     "]),
  ])
  func shows(name: String, text: String, lines: [String]) {
    var screen = VirtualScreen(Size(columns: 5, rows: 3))
    screen.feed(text.utf8)
    #expect(screen.lines == lines)
    #expect(screen.unknown == [])
  }

  @Test func modes() {
    var screen = VirtualScreen(Size(columns: 5, rows: 3))
    screen.feed(
      "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?1000h\u{1B}[?1006h\u{1B}[?2004h\u{1B}[?1004h\u{1B}[?1h".utf8)
    var on = VirtualScreen.Modes()
    on.isAlternate = true
    on.showsCursor = false
    on.reportsMouse = true
    on.bracketsPaste = true
    on.reportsFocus = true
    on.hasApplicationKeys = true
    #expect(screen.modes == on)
    screen.feed(
      "\u{1B}[?1l\u{1B}[?1004l\u{1B}[?2004l\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?12l\u{1B}[?25h\u{1B}[?1049l"
        .utf8)
    #expect(screen.modes == VirtualScreen.Modes())
    #expect(screen.unknown == [])
  }

  @Test func renditions() {
    var screen = VirtualScreen(Size(columns: 5, rows: 1))
    screen.feed(
      "\u{1B}[1;33ma\u{1B}[22;4;39mb\u{1B}[0;7;38;5;200mc\u{1B}[m\u{1B}[2;97;41md\u{1B}[m".utf8)
    var looks = Array(repeating: VirtualScreen.Rendition(), count: 5)
    looks[0].isBold = true
    looks[0].foreground = 3
    looks[1].isUnderlined = true
    looks[2].isReverse = true
    looks[2].foreground = 200
    looks[3].isDim = true
    looks[3].foreground = 15
    looks[3].background = 1
    #expect((0..<5).map { screen.rendition(row: 0, column: $0) } == looks)
  }

  @Test func unknownSequencesAreListed() {
    var screen = VirtualScreen(Size(columns: 5, rows: 1))
    screen.feed("\u{1B}[5z\u{1B}[?77h\u{1B}#8a".utf8)
    #expect(screen.unknown == ["[5z", "[?77h", "#8"])
    #expect(screen.text == "a")
  }

  @Test func resizing() {
    var screen = VirtualScreen(Size(columns: 3, rows: 2))
    screen.feed("abc\r\ndef".utf8)
    screen.resize(Size(columns: 2, rows: 3))
    #expect(screen.lines == ["ab", "de", "  "])
    #expect(screen.cursor == Position(row: 1, column: 1))
  }

  @Test func anyBytesAreTaken() {
    var random = SeededGenerator(seed: 4)
    var screen = VirtualScreen(Size(columns: 7, rows: 4))
    let often = Array("\u{1B}[;?0123456789HJKLMPX@STrbhlm".utf8) + [0xE6, 0x97, 0xA5, 0x0A]
    for _ in 0..<100_000 {
      let byte =
        Int.random(in: 0..<4, using: &random) > 0 ? often.randomElement(using: &random) : nil
      screen.feed([byte ?? UInt8.random(in: 0...255, using: &random)])
    }
    #expect(screen.lines.map { ColumnWidth.of($0) } == [7, 7, 7, 7])
  }
}
