/// What is known to be added to the URLs of a root.
public enum AddedTokens: Equatable, Sendable {
  /// The tokens of the versions file, or nothing is known to the contrary.
  case recorded
  /// Nothing: URLs are served as they are written.
  case none
  /// Others, by a loader that these words tell of.
  case others(String)
}
