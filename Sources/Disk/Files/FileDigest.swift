import Values

/// A file's digest and the size of what was digested.
public struct FileDigest: Equatable, Sendable {
  /// The digest of the bytes.
  public var digest: Digest
  /// The number of bytes.
  public var size: UInt64
  /// The state of the file that was read, where the file system tells it; no part of what the digest is
  /// equal by.
  package var stamp: FileStamp?
  /// Whether a later change is sure to show in the state.
  package var isAtRest = false

  /// Makes a digest with its size in bytes.
  public init(digest: Digest, size: UInt64) {
    self.digest = digest
    self.size = size
  }

  /// Compares digest and size.
  public static func == (left: FileDigest, right: FileDigest) -> Bool {
    left.digest == right.digest && left.size == right.size
  }
}
