import Planning
import References
import Site
import Values

/// What is to be done with the first reference to an asset once it is known.
public struct Wish: Equatable, Sendable {
  /// The asset.
  let id: AssetID
  /// What is to be done.
  let kind: Kind

  enum Kind: Sendable {
    case edit, browse
  }
}
