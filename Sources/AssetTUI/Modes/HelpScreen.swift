import Disk
import Planning
import Screen
import Values

/// The help: every key and what it does, in groups; or every action by its name.
///
/// The group of the screen that it was asked on comes first. What is typed narrows it.
public struct HelpScreen: Equatable, Sendable {
  /// The words that narrow the help.
  public internal(set) var line = LineEditor()
  /// The item under the cursor, among those that match.
  public internal(set) var cursor = 0
  /// Whether actions are found by their names, to be run.
  let isPalette: Bool
  /// What the keys go to once it is left.
  let origin: Mode

  /// Makes the help with every item.
  init(over origin: Mode, isPalette: Bool = false) {
    self.origin = origin
    self.isPalette = isPalette
  }

  /// A line of the help.
  struct Item: Equatable {
    /// The keys; of a heading empty.
    var keys: String
    /// What they do, or the heading.
    var text: String
    /// What Enter does; nil for a heading, and for a key of another screen.
    var action: Action?
    var isHeading = false
  }

  /// The items that match, those of the screen it was asked on first; headings only where nothing is
  /// searched.
  func items(of table: KeyTable) -> [Item] {
    let words = line.text.lowercased().split(separator: " ").map { Array($0.utf8) }
    var items: [Item] = []
    for (heading, rows) in sections(of: table) {
      let matching = rows.filter { item in
        let text = Array("\(item.text) \(item.keys)".lowercased().utf8)
        return words.allSatisfy { ByteSearch.contains(text[...], $0) }
      }
      if words.isEmpty && !isPalette && !matching.isEmpty {
        items.append(Item(keys: "", text: heading, action: nil, isHeading: true))
      }
      items += matching
    }
    return items
  }

  private func sections(of table: KeyTable) -> [(String, [Item])] {
    let groups: [KeyTable.Group] = [.versioning, .moving, .marking, .showing, .other]
    let list = groups.map { group in
      (
        "\(group.rawValue)",
        table.rows.filter { $0.group == group && (isPalette || !$0.keys.isEmpty) }.map { row in
          Item(
            keys: row.keys.map(\.name).joined(separator: " "),
            text: isPalette ? "\(row.action.rawValue): \(row.help)" : row.help, action: row.action)
        }
      )
    }
    if isPalette { return list }
    switch origin {
    case .write: return [("on this screen: write", Self.write)] + list + [("in a page", Self.page)]
    case .page:
      return [("on this screen: page", Self.page)] + list + [("before a write", Self.write)]
    default: return list + [("before a write", Self.write), ("in a page", Self.page)]
    }
  }

  private static let write = items([
    ("y", "write, once it was seen"), ("Esc q", "back to the list"),
    ("n N", "next change, the one before; after a search its matches"),
    ("z", "the whole diff, or what is cut around each change"),
    ("W", "wrap long lines, or cut them"),
    ("m", "type the token that is missing"), ("/", "search"),
    ("Left Right", "move the whole diff sideways"), ("r", "read everything again"),
  ])

  private static let page = items([
    ("n N", "next line that changes, the one before; after a search its matches"),
    ("} {", "next file that names the asset, the one before"), ("/", "search"),
    ("W", "wrap long lines"), ("Left Right", "sideways"), ("e", "edit the line"),
    ("o", "the page in the browser"), ("Esc q", "back"),
  ])

  private static func items(_ rows: [(String, String)]) -> [Item] {
    rows.map { Item(keys: $0.0, text: $0.1, action: nil) }
  }

  /// Moves the cursor among some items, over headings.
  mutating func move(_ steps: Int, among items: [Item]) {
    guard !items.isEmpty else {
      cursor = 0
      return
    }
    cursor = max(0, min(cursor + steps, items.count - 1))
    let step = steps < 0 ? -1 : 1
    while items.indices.contains(cursor), items[cursor].isHeading { cursor += step }
    if !items.indices.contains(cursor) {
      cursor = items.firstIndex { !$0.isHeading } ?? 0
    }
  }
}
