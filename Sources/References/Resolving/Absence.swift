/// Why a file that a reference names, and that is no asset, need not be missing.
public struct Absence: Equatable, Sendable {
  /// What became of the reference.
  public let status: ReferenceStatus
  /// Why, in words.
  public let reason: String
}
