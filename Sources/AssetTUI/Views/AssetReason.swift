import AssetCore

/// Why an asset has its status, and what follows, in words.
struct AssetReason {
  private let entry: Entry
  private let next: NextToken

  init(_ entry: Entry, next: NextToken) {
    self.entry = entry
    self.next = next
  }

  /// One line.
  var short: String {
    switch entry.status {
    case .fresh:
      if case .other = next { return "fresh, but it is given another token" }
      return "unchanged since \(since): it keeps its token"
    case .stale: return "bytes changed since \(since) (sha256 \(digests))"
    case .new: return "not recorded yet: it is served without a token"
    case .untracked: return "no token anywhere; it is bumped only when asked for"
    case .missing: return "recorded as \(since), but the file is gone"
    case .unreadable: return entry.problem?.description ?? ""
    case .unhashed: return "its bytes have not been read yet"
    }
  }

  /// A sentence or two, with whole digests.
  var long: String {
    switch entry.status {
    case .stale:
      "stale: bytes changed since \(since); sha256 was \(entry.record?.digest.hex ?? "-"),"
        + " is \(entry.digest?.hex ?? "-")"
    case .fresh: "fresh: sha256 \(entry.digest?.hex ?? "-") is the one recorded with \(since)"
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

  private var digests: String {
    let old = entry.record.map { String($0.digest.hex.prefix(4)) } ?? ""
    let new = entry.digest.map { String($0.hex.prefix(4)) } ?? ""
    return "\(old)... -> \(new)..."
  }
}
