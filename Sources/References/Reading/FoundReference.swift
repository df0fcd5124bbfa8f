import Site

/// A reference in one of the project's files, and what it names.
public struct FoundReference: Equatable, Sendable {
  /// The place and what stands there.
  public var reference: Reference
  /// What it names.
  public var resolution: Resolution
  /// Whose the file is.
  public var source: SourceClass

  /// Makes a found reference.
  public init(reference: Reference, resolution: Resolution, source: SourceClass) {
    self.reference = reference
    self.resolution = resolution
    self.source = source
  }
}
