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
