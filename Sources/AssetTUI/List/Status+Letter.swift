import Screen
import Site

extension Status {
  /// The letter in the list's third column.
  var letter: Character {
    switch self {
    case .fresh: " "
    case .stale: "S"
    case .new: "N"
    case .missing: "M"
    case .unreadable: "E"
    case .untracked: "."
    case .unhashed: "?"
    }
  }

  /// The style of that letter: it carries the meaning, colour only helps.
  var style: Style {
    switch self {
    case .fresh, .untracked, .unhashed: .plain
    case .stale: .stale
    case .new: .new
    case .missing, .unreadable: .error
    }
  }
}
