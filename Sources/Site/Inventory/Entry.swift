import Values

/// One line of the inventory: an asset, its record, and how they stand to each other.
public struct Entry: Equatable, Sendable {
  /// The asset's name.
  public let id: AssetID
  /// The file, absolute; nil where there is none.
  public var file: BytePath?
  /// The file's size in bytes; nil where there is none.
  public var size: UInt64?
  /// When the file was last changed, in seconds since 1970-01-01 00:00 UTC; nil where it is not known.
  public var modified: Int64?
  /// The digest of the file's bytes; nil while it is not known.
  public var digest: Digest?
  /// What the versions file remembers.
  public var record: Record?
  /// Why the asset cannot be read or served.
  public var problem: Problem.Reason?
  /// The strategy that the settings give the asset.
  public let configured: Strategy
  /// Where the tokens of the asset's root come from.
  public let tokens: TokenSource

  /// Makes an entry.
  public init(
    id: AssetID, file: BytePath? = nil, size: UInt64? = nil, modified: Int64? = nil,
    digest: Digest? = nil, record: Record? = nil, problem: Problem.Reason? = nil,
    configured: Strategy,
    tokens: TokenSource = .loader
  ) {
    self.id = id
    self.file = file
    self.size = size
    self.modified = modified
    self.digest = digest
    self.record = record
    self.problem = problem
    self.configured = configured
    self.tokens = tokens
  }

  /// How file and record stand to each other.
  public var status: Status {
    if problem != nil { return .unreadable }
    if file == nil { return .missing }
    guard let digest else { return .unhashed }
    guard let record else { return tokens == .loader ? .new : .untracked }
    return record.digest == digest ? .fresh : .stale
  }

  /// The strategy in force: the one chosen for this asset, else the one the settings give.
  public var strategy: Strategy {
    record?.strategy ?? configured
  }

  /// Whether a bump of everything gives this asset a new token or drops its record.
  public var isOutdated: Bool {
    status.isOutdated
  }
}
