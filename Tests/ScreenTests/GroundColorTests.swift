import Testing

@testable import Screen

@Suite("The colour of the terminal's ground")
struct GroundColorTests {
  @Test("an answer to OSC 11 tells dark from light, and any other string tells nothing")
  func answers() {
    let cases: [(String, [InputEvent])] = [
      ("\u{1B}]11;rgb:0000/0000/0000\u{7}", [.ground(isDark: true)]),
      ("\u{1B}]11;rgb:ffff/ffff/ffff\u{7}", [.ground(isDark: false)]),
      ("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", [.ground(isDark: false)]),
      ("\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{1B}\\", [.ground(isDark: true)]),
      ("\u{1B}]11;rgb:fd/f6/e3\u{7}", [.ground(isDark: false)]),
      ("\u{1B}]11;rgb:0/2/3\u{7}", [.ground(isDark: true)]),
      ("\u{1B}]11;rgba:0000/0000/0000/ffff\u{7}", [.ground(isDark: true)]),
      ("\u{1B}]11;rgb:zz/00/00\u{7}", []), ("\u{1B}]11;rgb:00/00\u{7}", []),
      ("\u{1B}]10;rgb:ffff/ffff/ffff\u{7}", []), ("\u{1B}]11;?\u{7}", []),
      ("\u{1B}]11;rgb:00000/0/0\u{7}", []),
      (
        "a\u{1B}]11;rgb:ffff/ffff/ffff\u{7}b",
        [.key(.scalar("a")), .ground(isDark: false), .key(.scalar("b"))]
      ),
    ]
    for (bytes, events) in cases {
      var decoder = InputDecoder()
      #expect(decoder.feed(Array(bytes.utf8)) == events, "\(bytes)")
    }
  }

  @Test("the luminance is that of WCAG")
  func luminance() {
    let cases: [([Double], Double)] = [
      ([0, 0, 0], 0), ([1, 1, 1], 1), ([1, 0, 0], 0.2126), ([0, 1, 0], 0.7152),
      ([0, 0, 1], 0.0722), ([0.5, 0.5, 0.5], 0.21404),
    ]
    for (color, luminance) in cases {
      #expect(abs(GroundLuminance.of(color) - luminance) < 0.0001, "\(color)")
    }
  }
}
