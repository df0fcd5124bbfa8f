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

/// A token that an asset carried before, and the bytes it stood for.
public struct PreviousToken: Hashable, Sendable {
  /// The token.
  public var token: Token
  /// The digest of the bytes it was given for.
  public var digest: Digest
  /// Members of the JSON object that this version does not know, kept as they stand.
  public var unknown: [UnknownMember]

  /// Makes an entry of a record's history.
  public init(token: Token, digest: Digest, unknown: [UnknownMember] = []) {
    self.token = token
    self.digest = digest
    self.unknown = unknown
  }
}

/// A member of a JSON object that this version does not know.
public struct UnknownMember: Hashable, Sendable {
  /// The key's UTF-8 bytes, unescaped.
  public var key: [UInt8]
  /// The value as JSON text, white space outside strings taken out.
  public var value: [UInt8]

  /// Makes a member of a key and its value's JSON text.
  public init(key: [UInt8], value: [UInt8]) {
    self.key = key
    self.value = value
  }
}
