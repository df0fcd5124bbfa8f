import Screen
import Site
import Values

/// The first row: the program, the project, and the views with their keys and counts.
struct TitleView {
  let state: AppState

  func draw(row: Int, on grid: inout Grid) {
    grid.fill(row: row, columns: 0..<state.size.columns, style: .title)
    var column = grid.put(" assetbump ", row: row, column: 0, style: .name)
    let badges = badges(columns: state.size.columns - column)
    let start = state.size.columns - badges.reduce(1) { $0 + $1.columns }
    let room = start - column - 2
    if room >= min(4, ColumnWidth.of(project)) {
      column += 1
      grid.put(
        Fit.end(project, columns: room, ellipsis: state.ellipsis), row: row, column: column,
        style: .title)
    }
    for badge in badges {
      badge.draw(row: row, start: start, on: &grid)
      if let key = badge.key {
        let first = start + badge.offset
        grid.addButton(row: row, columns: first..<(first + badge.columns), name: "key \(key)")
      }
    }
  }

  private var project: String {
    VisibleText.of(state.project.folder.name)
  }

  /// The badges that there is room for: all of them with their keys, else those of the view and of what
  /// is outdated, else the view's alone, which is never left out.
  private func badges(columns: Int) -> [Badge] {
    let all = ListScope.allCases.map { badge(of: $0, hasKey: true) }
    let shown = badge(of: state.list.scope, hasKey: true)
    let few = state.list.scope == .stale ? [shown] : [shown, badge(of: .stale, hasKey: true)]
    let choices = [all, few, [shown], [badge(of: state.list.scope, hasKey: false)]]
    let fitting = choices.first { $0.reduce(1) { $0 + $1.columns } <= columns }
    return Badge.placed(fitting ?? [])
  }

  private func badge(of scope: ListScope, hasKey: Bool) -> Badge {
    let count = state.count(of: scope)
    let key = hasKey ? state.keys.keyName(of: scope.action).map { "\($0) " } ?? "" : ""
    return Badge(
      name: " \(key)\(scope.name)", count: count.map { " \($0)" } ?? " ?",
      isActive: scope == state.list.scope, key: state.keys.keyName(of: scope.action),
      style: count == 0 ? .title : scope.badgeStyle)
  }
}

extension ListScope {
  /// The action that shows the view.
  var action: Action {
    switch self {
    case .all: .viewAll
    case .stale: .viewStale
    case .pending: .viewPending
    case .marked: .viewMarked
    case .findings: .viewFindings
    }
  }

  /// How the number of what the view shows is drawn, where it is not 0.
  fileprivate var badgeStyle: Style {
    switch self {
    case .all: .title
    case .stale: .badgeOutdated
    case .pending, .marked: .badgePending
    case .findings: .badgeError
    }
  }
}

extension AppState {
  /// The number of what a view shows, whatever the filter; nil where it is not known.
  func count(of scope: ListScope) -> Int? {
    if failure != nil && scope != .pending && scope != .marked { return nil }
    switch scope {
    case .all: return inventory.names.count
    case .stale: return inventory.stoppingCount
    case .pending: return pending.count
    case .marked: return list.marks.count
    case .findings: return findingCount
    }
  }

  /// The number of findings, whatever the filter.
  private var findingCount: Int {
    let ofAssets = inventory.counts.reduce(0) { $0 + (severity(of: $1.key) == nil ? 0 : $1.value) }
    return ofAssets + inventory.shadowed.count + inventory.unknownRoots.count
      + references.findings.count + site.findings.count
  }
}
