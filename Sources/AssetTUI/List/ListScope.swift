/// Which assets the list shows.
public enum ListScope: Int, CaseIterable, Sendable {
  /// All of them.
  case all = 1
  /// Stale, new, missing and unreadable ones.
  case stale
  /// Those with a pending change.
  case pending
  /// Marked ones.
  case marked
  /// No assets, but what is to be said about the project.
  case findings

  /// The name in the title line.
  var name: String {
    switch self {
    case .all: "All"
    case .stale: "Outdated"
    case .pending: "Pending"
    case .marked: "Marked"
    case .findings: "Findings"
    }
  }
}
