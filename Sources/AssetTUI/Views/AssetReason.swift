import Planning
import Site
import Values

/// Why an asset has its status, and what follows, in words.
struct AssetReason {
  private let entry: Entry
  private let next: NextToken
  private let isEdited: Bool

  /// Takes what is known.
  ///
  /// - Parameter isEdited: whether a write rewrites a token in the file.
  init(_ entry: Entry, next: NextToken, isEdited: Bool) {
    self.entry = entry
    self.next = next
    self.isEdited = isEdited
  }

  /// One line.
  var short: String {
    if isEdited { return "a token in the file is rewritten, so its bytes change" }
    switch entry.status {
    case .fresh:
      if case .other = next { return "fresh, but it is given another token" }
      return "unchanged since \(bumped): it keeps its token"
    case .stale: return "bytes changed since \(bumped) (sha256 \(digests))"
    case .new: return "not recorded yet: it is served without a token"
    case .untracked: return "no token anywhere; it is bumped only when asked for"
    case .missing: return "recorded on \(bumped), but the file is gone"
    case .unreadable: return entry.problem?.description ?? ""
    case .unhashed: return "its bytes have not been read yet"
    }
  }

  /// The status, since when, and what changed, in a sentence.
  ///
  /// - Parameters:
  ///   - today: the day from which others are seen.
  ///   - diff: what changed, as far as it is known.
  ///   - arrow: what stands between old and new.
  func sentence(on today: CalendarDay, diff: AssetDiff?, arrow: String) -> String {
    let since = entry.record.map { DayText.long($0.bumped, seenFrom: today) } ?? "-"
    switch entry.status {
    case .stale:
      return "stale since \(since): \(diff?.sentence(arrow: arrow) ?? "its bytes changed")"
    case .fresh: return "fresh: unchanged since \(since)"
    case .missing: return "missing: recorded on \(since), but the file is gone"
    default: return long
    }
  }

  private var long: String {
    switch entry.status {
    case .stale: "stale: \(short)"
    case .fresh: "fresh: \(short)"
    case .new: "new: \(short)"
    case .untracked: "untracked: \(short)"
    case .missing: "missing: \(short)"
    case .unreadable: "unreadable: \(short)"
    case .unhashed: short
    }
  }

  private var bumped: String {
    entry.record?.bumped.iso ?? "-"
  }

  private var digests: String {
    let old = entry.record.map { String($0.digest.hex.prefix(4)) } ?? ""
    let new = entry.digest.map { String($0.hex.prefix(4)) } ?? ""
    return "\(old)... -> \(new)..."
  }
}
