/// What the versions file remembers of an asset.
public struct Record: Equatable, Sendable {
  /// The token the asset is served under now.
  public var token: Token
  /// The strategy chosen for this asset, where it differs from what the settings give.
  public var strategy: Strategy?
  /// The digest of the bytes that ``token`` was given for.
  public var digest: Digest
  /// The day ``token`` was given.
  public var bumped: CalendarDay
  /// Earlier tokens, the newest first, at most ``longestHistory``.
  public var previous: [PreviousToken]
  /// Members of the JSON object that this version does not know, kept as they stand.
  public var unknown: [UnknownMember]

  /// Makes a record.
  public init(
    token: Token, strategy: Strategy? = nil, digest: Digest, bumped: CalendarDay,
    previous: [PreviousToken] = [], unknown: [UnknownMember] = []
  ) {
    self.token = token
    self.strategy = strategy
    self.digest = digest
    self.bumped = bumped
    self.previous = previous
    self.unknown = unknown
  }

  /// The greatest number of previous tokens that a record keeps.
  public static let longestHistory = 20
}
