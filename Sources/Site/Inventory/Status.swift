/// How an asset's file and its record stand to each other.
public enum Status: String, CaseIterable, Sendable {
  /// The bytes equal the recorded digest.
  case fresh
  /// The bytes differ from the recorded digest.
  case stale
  /// There is a file and no record, in a root whose tokens come through the loader.
  case new
  /// There is a file, no record and no literal token, in a root of literal tokens.
  case untracked
  /// There is a record and no file.
  case missing
  /// The file cannot be read, or no URL can carry its name.
  case unreadable
  /// The file's bytes have not been read yet.
  case unhashed

  /// Whether a bump of everything gives an asset of this status a new token or drops its record.
  public var isOutdated: Bool {
    switch self {
    case .stale, .new, .missing: true
    case .fresh, .untracked, .unreadable, .unhashed: false
    }
  }
}
