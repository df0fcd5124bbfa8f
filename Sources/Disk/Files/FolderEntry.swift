/// A name in a folder and what it is.
public struct FolderEntry: Equatable, Sendable {
  /// The name's bytes.
  public var name: [UInt8]
  /// What the name is, or leads to where it is a link; nil for a link to nothing.
  public var kind: FileKind?
  /// Whether the name is a symbolic link.
  public var isLink: Bool
  /// The size in bytes, of a regular file.
  public var size: UInt64
  /// When a regular file was last changed, in seconds since 1970-01-01 00:00 UTC; nil where it is not
  /// known.
  public var modified: Int64?
  /// The device and inode that tell two names of one folder from two folders.
  public var identity: FileIdentity
  /// Makes an entry.
  public init(
    name: [UInt8], kind: FileKind?, isLink: Bool = false, size: UInt64 = 0,
    modified: Int64? = nil, identity: FileIdentity = FileIdentity(device: 0, inode: 0)
  ) {
    self.name = name
    self.kind = kind
    self.isLink = isLink
    self.size = size
    self.modified = modified
    self.identity = identity
  }

}
