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

  /// The status and what it rests on.
  var long: String {
    switch entry.status {
    case .stale: "stale: bytes changed since \(since)"
    case .fresh: "fresh: unchanged since \(since)"
    case .new: "new: \(short)"
    case .untracked: "untracked: \(short)"
    case .missing: "missing: \(short)"
    case .unreadable: "unreadable: \(short)"
    case .unhashed: short
    }
  }

  private var since: String {
    entry.record.map { "\($0.token.text) was given on \($0.bumped.iso)" } ?? "-"
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
