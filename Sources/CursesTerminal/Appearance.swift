import CTerminal
import Screen

/// The attributes and the colour with which ncurses draws a style.
///
/// Letters and signs carry every meaning, so attributes and colours only help: dim is never the only
/// cue, and no two meanings differ by red and green.
struct Appearance: Equatable {
  /// Bits of bold, dim, underline and reverse.
  let attributes: Int32
  /// A colour of the eight, 0 for the terminal's own.
  let color: Int32

  /// Chooses how a style looks.
  init(_ style: Style, useColor: Bool) {
    let (attributes, color) =
      useColor ? Appearance.colored(style.meaning) : (Appearance.plain(style.meaning), 0)
    self.attributes =
      attributes | (style.isStrong ? Appearance.bold : 0)
      | (style.isCursor ? Appearance.reverse : 0)
    self.color = color
  }

  /// The looks of every style, by `index(of:)`: a lookup a cell.
  static func table(useColor: Bool) -> [Appearance] {
    Style.Meaning.allCases.flatMap { meaning in
      (0..<4).map { bits in
        Appearance(
          Style(meaning, isCursor: bits & 2 != 0, isStrong: bits & 1 != 0), useColor: useColor)
      }
    }
  }

  /// Where a style's looks stand in `table`.
  static func index(of style: Style) -> Int {
    Int(style.meaning.rawValue) * 4 + (style.isCursor ? 2 : 0) + (style.isStrong ? 1 : 0)
  }

  static let bold = Int32(CT_BOLD)
  private static let dim = Int32(CT_DIM)
  static let underline = Int32(CT_UNDERLINE)
  static let reverse = Int32(CT_REVERSE)

  private static let red: Int32 = 1
  private static let yellow: Int32 = 3
  private static let magenta: Int32 = 5
  private static let cyan: Int32 = 6

  private static func colored(_ meaning: Style.Meaning) -> (Int32, Int32) {
    switch meaning {
    case .plain, .border: (0, 0)
    case .title: (reverse, 0)
    case .name, .active, .badgeOutdated, .badgePending, .badgeError: (reverse | bold, 0)
    case .heading, .new, .key, .mark: (bold, 0)
    case .stale, .warning: (0, yellow)
    case .error: (bold, red)
    case .pending: (bold, cyan)
    case .proposed, .hint: (dim, 0)
    case .added: (0, cyan)
    case .oldPart: (reverse, magenta)
    case .newPart: (reverse | bold, cyan)
    case .bar: (bold, 0)
    case .removed, .tag: (0, magenta)
    case .match: (underline, 0)
    }
  }

  private static func plain(_ meaning: Style.Meaning) -> Int32 {
    switch meaning {
    case .plain, .border, .stale, .proposed, .hint, .removed, .tag: 0
    case .title: reverse
    case .name, .badgeOutdated, .badgePending, .badgeError: reverse | bold
    case .active: reverse | bold | underline
    case .heading, .new, .key, .mark, .pending, .added, .warning: bold
    case .error: bold | underline
    case .oldPart: reverse
    case .newPart: reverse | bold
    case .bar: bold
    case .match: underline
    }
  }
}
