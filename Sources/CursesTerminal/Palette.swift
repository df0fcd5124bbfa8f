import CTerminal
import Screen

/// Which colours a terminal has.
enum Palette: Equatable {
  case none
  case eight
  case many(Theme)

  /// Chooses how a style looks.
  func look(of style: Style) -> Look {
    var look: Look
    switch self {
    case .none: look = Palette.plain(style)
    case .eight: look = Palette.eight(style)
    case .many(let theme): look = Palette.many(style, theme)
    }
    if style.isStrong { look.attributes |= Palette.bold }
    return look
  }

  static let bold = Int32(CT_BOLD)
  static let dim = Int32(CT_DIM)
  static let underline = Int32(CT_UNDERLINE)
  static let reverse = Int32(CT_REVERSE)

  // Colours of the eight.
  private static let red: Int32 = 1
  private static let yellow: Int32 = 3
  private static let blue: Int32 = 4
  private static let magenta: Int32 = 5
  private static let cyan: Int32 = 6

  /// Without colours: bold, underlined, reversed.
  private static func plain(_ style: Style) -> Look {
    var attributes: Int32
    switch style.meaning {
    case .plain, .border, .stale, .proposed, .hint, .removed, .tag, .columnHead: attributes = 0
    case .title: attributes = reverse
    case .name, .badgeOutdated, .badgePending, .badgeError: attributes = reverse | bold
    case .active: attributes = reverse | bold | underline
    case .tab: attributes = bold | underline
    case .heading, .new, .key, .mark, .pending, .added, .warning, .bar, .fold: attributes = bold
    case .error: attributes = bold | underline
    case .oldPart: attributes = reverse
    case .newPart: attributes = reverse | bold
    case .match: attributes = underline
    }
    if style.isCursor { attributes |= reverse }
    return Look(attributes: attributes)
  }

  /// With eight colours: words in the terminal's own, colour for the letters that carry the meaning; the
  /// row under the cursor in reverse, all of it alike.
  private static func eight(_ style: Style) -> Look {
    var look = plain(style)
    if style.isCursor { return look }
    switch style.meaning {
    case .stale, .new, .fold: (look.attributes, look.foreground) = (bold, yellow)
    case .error: (look.attributes, look.foreground) = (bold, red)
    case .pending, .added: (look.attributes, look.foreground) = (bold, cyan)
    case .removed: look.foreground = magenta
    case .key, .bar, .tab: look.foreground = blue
    case .hint, .proposed, .columnHead, .border: look.attributes = dim
    default: break
    }
    // Blue on black is hard to read: the key is bold too.
    if style.meaning == .key || style.meaning == .tab { look.foreground = cyan }
    return look
  }

  /// The colours of a theme, by xterm's numbers.
  private struct Colors {
    var text: Int32, dim: Int32, accent: Int32, amber: Int32, red: Int32, cyan: Int32
    var violet: Int32, title: Int32, cursor: Int32
    var onAccent: Int32, oldPart: Int32, newPart: Int32, onPart: Int32
  }

  private static let darkColors = Colors(
    text: 252, dim: 248, accent: 75, amber: 214, red: 210, cyan: 80, violet: 176, title: 236,
    cursor: 237, onAccent: 16, oldPart: 90, newPart: 23, onPart: 231)
  private static let lightColors = Colors(
    text: 234, dim: 240, accent: 25, amber: 94, red: 124, cyan: 23, violet: 90, title: 254,
    cursor: 254, onAccent: 231, oldPart: 90, newPart: 23, onPart: 231)

  private static func many(_ style: Style, _ theme: Theme) -> Look {
    let colors = theme == .dark ? darkColors : lightColors
    var look = colored(style.meaning, colors)
    // The ground of the row under the cursor, and of the title, is this theme's, and so is the text on it.
    if style.isCursor, look.background == -1 {
      look.background = colors.cursor
      if look.foreground == -1 { look.foreground = colors.text }
    }
    return look
  }

  private static func colored(_ meaning: Style.Meaning, _ colors: Colors) -> Look {
    func look(_ foreground: Int32, _ attributes: Int32 = 0, on background: Int32 = -1) -> Look {
      Look(attributes: attributes, foreground: foreground, background: background)
    }
    switch meaning {
    case .plain: return look(-1)
    case .heading: return look(-1, bold)
    case .title: return look(colors.text, on: colors.title)
    case .name: return look(colors.onAccent, bold, on: colors.accent)
    case .active: return look(colors.accent, bold | underline, on: colors.title)
    case .badgeOutdated: return look(colors.amber, bold, on: colors.title)
    case .badgePending: return look(colors.cyan, bold, on: colors.title)
    case .badgeError: return look(colors.red, bold, on: colors.title)
    case .border, .hint, .proposed, .columnHead: return look(colors.dim)
    case .tab, .key, .bar: return look(colors.accent, bold)
    case .fold, .tag: return look(colors.accent)
    case .stale: return look(colors.amber, bold)
    case .warning: return look(colors.amber)
    case .new, .pending: return look(colors.cyan, bold)
    case .added: return look(colors.cyan)
    case .error: return look(colors.red, bold)
    case .removed: return look(colors.violet)
    case .mark: return look(colors.amber, bold)
    case .match: return look(colors.accent, bold | underline)
    case .oldPart: return look(colors.onPart, bold, on: colors.oldPart)
    case .newPart: return look(colors.onPart, bold, on: colors.newPart)
    }
  }
}
