import AssetCore
import Glibc
import Screen
import Values

/// What a release changes, for people: a table, or where a terminal is too narrow for it some lines each.
struct ChangesOutput {
  private let changes: ReleaseChanges
  private let base: BaseURL?
  private let paint: Paint

  init(_ changes: ReleaseChanges, at base: BaseURL?, _ paint: Paint) {
    self.changes = changes
    self.base = base
    self.paint = paint
  }

  /// Prints all of it.
  func write() throws {
    guard !changes.all.isEmpty else { return }
    var table = TextTable(headings: [
      "CHANGE", "ASSET", "BEFORE", "AFTER", "BYTES", "NAMED IN", "WHY",
    ])
    table.rows = changes.all.map { row(of: $0) }
    if let width = TerminalWidth.ofOutput, table.width > width {
      try StandardOutput.print(changes.all.map(lines).joined(separator: "\n"))
    } else {
      try StandardOutput.print(table.text(paint))
    }
  }

  private func row(of change: ReleaseChange) -> [TextTable.Cell] {
    [
      .init(change.kind.rawValue, change.kind.colour),
      .init(change.id.description),
      .init(shown(change.oldURL)),
      .init(shown(change.newURL)),
      .init(change.size.map { SizeText.short(of: $0) } ?? "-"),
      .init(named(change)),
      .init(change.why),
    ]
  }

  private func lines(of change: ReleaseChange) -> String {
    [
      paint(change.kind.rawValue, change.kind.colour) + " \(change.id.description): \(change.why)",
      "  before  \(shown(change.oldURL))",
      "  after   \(shown(change.newURL))",
      change.size.map { "  bytes   \(SizeText.short(of: $0))" },
      change.places.isEmpty ? nil : "  in      \(named(change))",
    ].compactMap { $0 }.joined(separator: "\n")
  }

  private func shown(_ url: String?) -> String {
    url.map { VisibleText.of(base?.absolute($0) ?? $0) } ?? "-"
  }

  private func named(_ change: ReleaseChange) -> String {
    let pages = change.pages
    guard let first = pages.first else { return "-" }
    return VisibleText.of(first) + (pages.count > 1 ? " and \(pages.count - 1) more" : "")
  }
}

extension ReleaseChange.Kind {
  /// The colour of the kind's word.
  fileprivate var colour: Paint.Colour? {
    switch self {
    case .poisoned: .error
    case .wasted: .stale
    case .added: .new
    case .removed: .dim
    case .changed, .moved: nil
    }
  }
}
