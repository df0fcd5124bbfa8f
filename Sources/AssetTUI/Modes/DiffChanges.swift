import Formats
import Planning
import Values

/// What changes within the lines of a unified diff: of each line, by its place, the stretches of its
/// bytes behind the sign.
struct DiffChanges {
  /// The stretches; a line without any has none.
  private(set) var stretches: [Int: [Range<Int>]] = [:]

  /// Compares each old line with the new one that stands in its place.
  init(_ edit: FileEdit) {
    var (old, new): ([Int], [Int]) = ([], [])
    let lines = UnifiedDiff(edit).lines
    func flush() {
      if old.count == new.count {
        for (before, after) in zip(old, new) { note(before, after, in: lines) }
      }
      (old, new) = ([], [])
    }
    for (place, line) in lines.enumerated() {
      switch line.kind {
      case .removed: old.append(place)
      case .added: new.append(place)
      default: flush()
      }
    }
    flush()
  }

  private mutating func note(_ old: Int, _ new: Int, in lines: [UnifiedDiff.Line]) {
    let changed = ChangedLine(
      1, old: Array(lines[old].bytes.dropFirst()), new: Array(lines[new].bytes.dropFirst()))
    stretches[old] = changed.changes.map(\.old).filter { !$0.isEmpty }
    stretches[new] = changed.changes.map(\.new).filter { !$0.isEmpty }
  }
}
