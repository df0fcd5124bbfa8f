import CTerminal
import Screen

/// The looks of every style with the pair of colours that ncurses knows each by.
struct LookTable {
  /// Attributes and pair of each style, by `index(of:)`: a lookup a cell.
  private(set) var cells: [(attributes: Int32, pair: Int32)] = []
  /// The pairs in their order, from the first; the pair 0 is the terminal's own colours.
  private(set) var pairs: [(foreground: Int32, background: Int32)] = []

  init(_ palette: Palette) {
    var numbers: [Look: Int32] = [:]
    for meaning in Style.Meaning.allCases {
      for bits in 0..<4 {
        let look = palette.look(
          of: Style(meaning, isCursor: bits & 2 != 0, isStrong: bits & 1 != 0))
        let colors = Look(foreground: look.foreground, background: look.background)
        if numbers[colors] == nil {
          if colors == Look() {
            numbers[colors] = 0
          } else {
            pairs.append((look.foreground, look.background))
            numbers[colors] = Int32(pairs.count)
          }
        }
        cells.append((look.attributes, numbers[colors] ?? 0))
      }
    }
  }

  /// Where a style's looks stand in ``cells``.
  static func index(of style: Style) -> Int {
    Int(style.meaning.rawValue) * 4 + (style.isCursor ? 2 : 0) + (style.isStrong ? 1 : 0)
  }
}
