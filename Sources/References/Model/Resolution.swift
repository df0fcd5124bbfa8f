import Values

/// What a reference names.
public struct Resolution: Equatable, Sendable {
  /// What became of it.
  public var status: ReferenceStatus
  /// The asset, of a reference that is ok or wrong in letter case only: the one there is.
  public var asset: AssetID?
  /// The asset's file, from the project's folder; of a missing one, where it would lie.
  public var file: BytePath?
  /// The number of assets that a dynamic reference can name.
  public var matches: Int
  /// What its token is, all known.
  public var tokenKind: ReferenceToken.Kind

  /// Makes a resolution.
  public init(
    status: ReferenceStatus, asset: AssetID? = nil, file: BytePath? = nil, matches: Int = 0,
    tokenKind: ReferenceToken.Kind = .none
  ) {
    self.status = status
    self.asset = asset
    self.file = file
    self.matches = matches
    self.tokenKind = tokenKind
  }
}

/// What became of a reference.
public enum ReferenceStatus: String, CaseIterable, Sendable {
  /// The asset is there.
  case ok
  /// It is there in other letters: found on a Mac or on Windows, not on Linux.
  case wrongCase = "case"
  /// There is no such file.
  case missing
  /// A build makes it.
  case generated
  /// An installed package brings it.
  case package
  /// A URL under no known prefix.
  case outside
  /// A folder is handed over.
  case folder = "dir"
  /// The path holds an expression.
  case dynamic
  /// Data of users, which the application serves by an endpoint of its own.
  case upload
  /// The file is there, and no asset: hidden, ignored, or behind a link.
  case there
  /// There is no such file here, and something may bring it: a build, a package, the application.
  case unsure
}
