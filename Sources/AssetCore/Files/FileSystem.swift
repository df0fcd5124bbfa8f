/// The seam to the disk: the few things the core asks of a file system.
///
/// Paths are absolute, or relative to the working folder of the process. No call hangs on a FIFO or
/// a device.
public protocol FileSystem: Sendable {
  /// What lies at a path, links followed; nil where there is nothing, or a link to nothing.
  func kind(of path: BytePath) throws(FileError) -> FileKind?

  /// The whole contents of a regular file.
  ///
  /// - Parameter limit: the greatest size in bytes that is read; a larger file is an error.
  func read(_ path: BytePath, limit: Int) throws(FileError) -> [UInt8]

  /// The first bytes of a regular file, at most so many; all where it has no more.
  func readStart(of path: BytePath, limit: Int) throws(FileError) -> [UInt8]

  /// Hands out the contents of a regular file block by block, from its first byte to its last.
  ///
  /// - Parameters:
  ///   - limit: the greatest size in bytes that is read; a larger file is an error.
  ///   - take: takes a block; false ends the reading.
  func readBlocks(of path: BytePath, limit: Int, _ take: (UnsafeRawBufferPointer) -> Bool)
    throws(FileError)

  /// Puts new contents in place of a file's, all or nothing.
  ///
  /// - Parameter expected: the contents that must be there now; nil where there must be no file.
  ///   Other contents, or none, are ``FileError/Reason/changed``, a file where there must be none is
  ///   ``FileError/Reason/exists``, and nothing is touched.
  func replace(_ path: BytePath, with contents: [UInt8], expecting expected: [UInt8]?)
    throws(FileError)

  /// The names in a folder, in the order of their bytes, without `.` and `..`, links followed once.
  func entries(of folder: BytePath) throws(FileError) -> [FolderEntry]

  /// The digest and size of a regular file, of one state of it.
  ///
  /// - Parameter isCancelled: asked between blocks; true ends the reading with
  ///   ``FileError/Reason/cancelled``.
  func digest(of path: BytePath, isCancelled: @Sendable () -> Bool) throws(FileError) -> FileDigest

  /// The path with every link in it followed.
  func realPath(of path: BytePath) throws(FileError) -> BytePath

  /// Makes a folder that only its owner may enter, and those on the way to it; what is there stays.
  func makeFolder(_ path: BytePath) throws(FileError)

  /// Takes a file's name away; one that is not there is no error.
  func removeFile(_ path: BytePath) throws(FileError)
}

extension FileSystem {
  /// Hands out the whole contents as one block.
  public func readBlocks(
    of path: BytePath, limit: Int, _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(FileError) {
    _ = try read(path, limit: limit).withUnsafeBytes(take)
  }
}

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

/// What a name in the file system stands for.
public enum FileKind: Equatable, Sendable {
  /// A regular file.
  case file
  /// A folder.
  case folder
  /// A named pipe.
  case fifo
  /// A socket.
  case socket
  /// A character or block device.
  case device
}

/// The number of a file on a device, equal for all names of one file.
public struct FileIdentity: Hashable, Sendable {
  /// The device's number.
  public var device: UInt64
  /// The file's number on that device.
  public var inode: UInt64

  /// Makes an identity.
  public init(device: UInt64, inode: UInt64) {
    self.device = device
    self.inode = inode
  }
}

/// A file's digest and the size of what was digested.
public struct FileDigest: Equatable, Sendable {
  /// The digest of the bytes.
  public var digest: Digest
  /// The number of bytes.
  public var size: UInt64

  /// Makes a digest with its size in bytes.
  public init(digest: Digest, size: UInt64) {
    self.digest = digest
    self.size = size
  }
}
