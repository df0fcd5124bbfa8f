/// How a cell looks, said by what it means; the terminal chooses colours and attributes.
public struct Style: Hashable, Sendable {
  /// What a cell means to the reader.
  public enum Meaning: UInt8, CaseIterable, Sendable {
    /// Ordinary text.
    case plain
    /// The line at the top that names the program.
    case title
    /// The name of the program in that line.
    case name
    /// The view or tab that is shown.
    case active
    /// A number of what is outdated, in the line at the top.
    case badgeOutdated
    /// A number of what is pending, in the line at the top.
    case badgePending
    /// A number of what is wrong, in the line at the top.
    case badgeError
    /// The head of a section, or the name of a folder.
    case heading
    /// The head of a column.
    case columnHead
    /// The sign before the name of a folder.
    case fold
    /// The tab that is shown.
    case tab
    /// An asset whose bytes changed.
    case stale
    /// An asset without a record.
    case new
    /// Something that failed or is missing.
    case error
    /// A token that the next write brings.
    case pending
    /// A token that is only proposed.
    case proposed
    /// Help that may be overlooked.
    case hint
    /// The name of a key to press.
    case key
    /// The mark of a chosen row.
    case mark
    /// A line that a diff adds.
    case added
    /// A line that a diff removes.
    case removed
    /// Something to look at before going on.
    case warning
    /// What a write takes out of a line.
    case oldPart
    /// What a write puts into a line.
    case newPart
    /// The bar at the left of the row under the cursor.
    case bar
    /// A frame or a rule.
    case border
    /// Text that a filter or search found.
    case match
    /// A tag of HTML.
    case tag
  }

  /// What the cell means.
  public var meaning: Meaning
  /// Whether the cell belongs to the row under the cursor, which is drawn in reverse.
  public var isCursor: Bool
  /// Whether the cell is bold whatever it means.
  public var isStrong: Bool

  /// Makes a style.
  public init(_ meaning: Meaning, isCursor: Bool = false, isStrong: Bool = false) {
    self.meaning = meaning
    self.isCursor = isCursor
    self.isStrong = isStrong
  }

  /// The same style on the row under the cursor.
  public var underCursor: Style { Style(meaning, isCursor: true, isStrong: isStrong) }

  /// The same style in bold.
  public var strong: Style { Style(meaning, isCursor: isCursor, isStrong: true) }

  /// The letter that stands for the style in the style map of a grid.
  ///
  /// It is the letter of the meaning, in upper case under the cursor; plain is `.`, under the cursor `:`.
  public var letter: Character {
    guard isCursor else { return meaning.letter }
    switch meaning {
    case .plain: return ":"
    case .fold: return "%"
    default: return Character(meaning.letter.uppercased())
    }
  }
}

extension Style {
  /// Ordinary text.
  public static let plain = Style(.plain)
  /// The line at the top that names the program.
  public static let title = Style(.title)
  /// The name of the program in that line.
  public static let name = Style(.name)
  /// The view or tab that is shown.
  public static let active = Style(.active)
  /// A number of what is outdated, in the line at the top.
  public static let badgeOutdated = Style(.badgeOutdated)
  /// A number of what is pending, in the line at the top.
  public static let badgePending = Style(.badgePending)
  /// A number of what is wrong, in the line at the top.
  public static let badgeError = Style(.badgeError)
  /// The head of a column.
  public static let columnHead = Style(.columnHead)
  /// The sign before the name of a folder.
  public static let fold = Style(.fold)
  /// The tab that is shown.
  public static let tab = Style(.tab)
  /// The head of a section, or the name of a folder.
  public static let heading = Style(.heading)
  /// An asset whose bytes changed.
  public static let stale = Style(.stale)
  /// An asset without a record.
  public static let new = Style(.new)
  /// Something that failed or is missing.
  public static let error = Style(.error)
  /// A token that the next write brings.
  public static let pending = Style(.pending)
  /// A token that is only proposed.
  public static let proposed = Style(.proposed)
  /// Help that may be overlooked.
  public static let hint = Style(.hint)
  /// The name of a key to press.
  public static let key = Style(.key)
  /// The mark of a chosen row.
  public static let mark = Style(.mark)
  /// A line that a diff adds.
  public static let added = Style(.added)
  /// A line that a diff removes.
  public static let removed = Style(.removed)
  /// Something to look at before going on.
  public static let warning = Style(.warning)
  /// What a write takes out of a line.
  public static let oldPart = Style(.oldPart)
  /// What a write puts into a line.
  public static let newPart = Style(.newPart)
  /// The bar at the left of the row under the cursor.
  public static let bar = Style(.bar)
  /// A frame or a rule.
  public static let border = Style(.border)
  /// Text that a filter or search found.
  public static let match = Style(.match)
  /// A tag of HTML.
  public static let tag = Style(.tag)
}

extension Style.Meaning {
  /// The letter that stands for the meaning in the style map of a grid.
  public var letter: Character {
    switch self {
    case .plain: "."
    case .title: "t"
    case .name: "q"
    case .active: "v"
    case .badgeOutdated: "u"
    case .badgePending: "x"
    case .badgeError: "y"
    case .heading: "h"
    case .columnHead: "j"
    case .fold: "&"
    case .tab: "z"
    case .stale: "s"
    case .new: "n"
    case .error: "e"
    case .pending: "p"
    case .proposed: "o"
    case .hint: "i"
    case .key: "k"
    case .mark: "m"
    case .added: "a"
    case .removed: "r"
    case .warning: "w"
    case .oldPart: "c"
    case .newPart: "d"
    case .bar: "l"
    case .border: "b"
    case .match: "f"
    case .tag: "g"
    }
  }
}
