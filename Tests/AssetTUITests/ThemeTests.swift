import Screen
import Testing

@testable import CursesTerminal

@Suite("Colours")
struct ThemeTests {
  /// The contrast of each pair of colours, on the ground of its theme where it names none.
  @Test("each pair of 256 colours has a contrast of 4.5 to 1 at least", arguments: Theme.allCases)
  func contrast(_ theme: Theme) {
    let ground = theme == .dark ? [0.0, 0, 0] : [1.0, 1, 1]
    let text = theme == .dark ? [1.0, 1, 1] : [0.0, 0, 0]
    for meaning in Style.Meaning.allCases {
      for isCursor in [false, true] {
        let look = Palette.many(theme).look(of: Style(meaning, isCursor: isCursor))
        let front = look.foreground < 0 ? text : Self.color(look.foreground)
        let back = look.background < 0 ? ground : Self.color(look.background)
        let contrast = Self.contrast(front, back)
        #expect(contrast >= 4.5, "\(theme) \(meaning) \(isCursor): \(contrast)")
      }
    }
  }

  /// Where nobody tells the ground the dark theme is used: on white, what it colours of itself stays
  /// readable, and words are in the terminal's own colour.
  @Test("words are readable on either ground")
  func unknownGround() {
    for meaning in [Style.Meaning.plain, .heading] {
      #expect(Palette.many(.dark).look(of: Style(meaning)).foreground == -1)
    }
    for meaning in Style.Meaning.allCases {
      let look = Palette.many(.dark).look(of: Style(meaning, isCursor: true))
      #expect((look.background == -1) == (look.foreground == -1), "\(meaning)")
    }
  }

  @Test("with eight colours words are in the terminal's own, and the row under the cursor is alike")
  func eightColors() {
    for meaning in [Style.Meaning.plain, .heading, .title, .hint, .warning, .proposed] {
      #expect(Palette.eight.look(of: Style(meaning)).foreground == -1, "\(meaning)")
    }
    for meaning in Style.Meaning.allCases {
      let look = Palette.eight.look(of: Style(meaning, isCursor: true))
      #expect(look.foreground == -1 && look.background == -1, "\(meaning)")
      #expect(look.attributes & Palette.reverse != 0, "\(meaning)")
    }
  }

  @Test("no meaning differs from another by red and green alone")
  func noGreen() {
    for theme in Theme.allCases {
      for meaning in Style.Meaning.allCases {
        let look = Palette.many(theme).look(of: Style(meaning))
        guard look.foreground >= 16, look.foreground < 232 else { continue }
        let color = Self.color(look.foreground)
        #expect(!(color[1] > color[0] + 0.2 && color[1] > color[2] + 0.2), "\(theme) \(meaning)")
      }
    }
  }

  @Test("the pairs fit into what a terminal of eight colours has, and into 256")
  func pairs() {
    #expect(LookTable(.none).pairs.isEmpty)
    #expect(LookTable(.eight).pairs.count < 64)
    for theme in Theme.allCases { #expect(LookTable(.many(theme)).pairs.count < 255) }
  }

  /// A colour of xterm's 256 as red, green and blue from 0 to 1.
  private static func color(_ number: Int32) -> [Double] {
    if number >= 232 { return Array(repeating: Double(8 + 10 * (number - 232)) / 255, count: 3) }
    let levels = [0.0, 95, 135, 175, 215, 255].map { $0 / 255 }
    let index = Int(number) - 16
    guard index >= 0 else { return [0, 0, 0] }
    return [levels[index / 36], levels[index / 6 % 6], levels[index % 6]]
  }

  private static func contrast(_ front: [Double], _ back: [Double]) -> Double {
    let values = [luminance(front), luminance(back)].sorted()
    return (values[1] + 0.05) / (values[0] + 0.05)
  }

  private static func luminance(_ color: [Double]) -> Double {
    GroundLuminance.of(color)
  }
}
