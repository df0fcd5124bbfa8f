import Values

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

  /// Lends the whole contents of a regular file to a body.
  ///
  /// - Parameters:
  ///   - limit: the greatest size in bytes that is read; a larger file is an error.
  ///   - room: where the contents may lie meanwhile, and where the state of the file is told, as far as a
  ///     later change of it is sure to show.
  func withContents<Result>(
    of path: BytePath, limit: Int, in room: FileRoom,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) throws(FileError) -> Result

  /// Puts new contents in place of a file's, all or nothing.
  ///
  /// - Parameters:
  ///   - expected: the contents that must be there now; nil where there must be no file.
  ///     Other contents, or none, are ``FileError/Reason/changed``, a file where there must be none is
  ///     ``FileError/Reason/exists``, and nothing is touched.
  ///   - temporary: the name, beside the file, of the new contents while they are written; nil for one that
  ///     nobody knows.
  func replace(
    _ path: BytePath, with contents: [UInt8], expecting expected: [UInt8]?,
    through temporary: BytePath?
  ) throws(FileError)

  /// The names in a folder, in the order of their bytes, without `.` and `..`, links followed once.
  func entries(of folder: BytePath) throws(FileError) -> [FolderEntry]

  /// The same names, packed and in any order, with what tells whether they are still those later.
  ///
  /// - Parameter statesFiles: whether the states of regular files are asked for, where the file system
  ///   tells the kinds of names without them.
  func listing(of folder: BytePath, statesFiles: Bool) throws(FileError) -> FolderListing

  /// The state of a regular file, by which a change of it shows; nil where there is none, or where the
  /// file system tells no states.
  func stamp(of path: BytePath) -> FileStamp?

  /// The state of a file, as ``withContents(of:limit:in:_:)`` tells it of one that is at rest.
  ///
  /// - Parameter room: where the way to its folder may be kept for the next one.
  func stamp(of path: BytePath, in room: FileRoom) -> FileStamp?

  /// The digest and size of a regular file, of one state of it.
  ///
  /// - Parameter isCancelled: asked between blocks; true ends the reading with
  ///   ``FileError/Reason/cancelled``.
  func digest(of path: BytePath, isCancelled: @Sendable () -> Bool) throws(FileError) -> FileDigest

  /// The digests of files in a folder, each as ``digest(of:isCancelled:)`` gives it.
  ///
  /// - Parameters:
  ///   - isCancelled: asked between blocks; true ends the reading, and of what is not read nothing is
  ///     told.
  ///   - finished: told the row of each file, and what came of it.
  func read(
    _ files: FolderFiles, isCancelled: @Sendable () -> Bool,
    finished: (Int, FileOutcome) -> Void)

  /// The path with every link in it followed.
  func realPath(of path: BytePath) throws(FileError) -> BytePath

  /// Makes a folder that only its owner may enter, and those on the way to it; what is there stays.
  func makeFolder(_ path: BytePath) throws(FileError)

  /// Takes a file's name away; one that is not there is no error.
  func removeFile(_ path: BytePath) throws(FileError)

  // What a write over several files is made of; ``Transaction`` says how.

  /// The file that a path means, a link followed, every folder on the way by its real name; there or
  /// not.
  ///
  /// - Throws: ``FileError/Reason/notFound`` for a link to nothing, and where there is no such folder.
  func target(of path: BytePath) throws(FileError) -> BytePath

  /// Makes sure that a file, links followed, can be replaced, as far as that is told beforehand.
  ///
  /// - Throws: ``FileError/Reason/fixedNames``.
  func confirmReplaceable(_ path: BytePath) throws(FileError)

  /// Makes a file of these contents and forces it to the disk; what lay under the name goes.
  ///
  /// - Parameters:
  ///   - path: the file to make, in a folder that is there.
  ///   - model: the file whose owner and mode it gets, and which the user must be allowed to write;
  ///     nil: those of any file that the process makes.
  func prepare(_ path: BytePath, with contents: [UInt8], like model: BytePath?) throws(FileError)

  /// Makes a file of these contents that only its owner may read, and forces it to the disk; what lay
  /// under the name goes.
  func preparePrivate(_ path: BytePath, with contents: [UInt8]) throws(FileError)

  /// Makes sure that a file or folder, which is no link, is the user's own, and that nobody else may
  /// write it.
  ///
  /// - Throws: ``FileError/Reason/foreign`` where it is not.
  func confirmOwn(_ path: BytePath) throws(FileError)

  /// Whether what lies at a path is the user's own, as git has it for a repository: the file, and a link
  /// that leads to it; what is not there is.
  func isOwn(_ path: BytePath) -> Bool

  /// What tells a folder from every other that has its name on another disk or at another time, as a
  /// word; nil where the file system does not tell it.
  func birth(of folder: BytePath) -> String?

  /// Gives a file a second name.
  ///
  /// - Throws: ``FileError/Reason/exists`` where the name is taken; any error where the file system
  ///   has no such names.
  func link(_ path: BytePath, as name: BytePath) throws(FileError)

  /// Puts a file in the place of another in the same folder, in one step.
  func move(_ path: BytePath, to target: BytePath) throws(FileError)

  /// Forces to the disk what names a folder holds.
  func sync(_ folder: BytePath) throws(FileError)

  /// Takes a lock without waiting; its file lies there as long as somebody has it.
  ///
  /// However the process ends, the lock ends with it; the file may be left lying, and hinders nobody.
  func takeLock(_ path: BytePath) throws(FileError) -> LockAttempt

  /// Whether somebody has a lock.
  func isLocked(_ path: BytePath) throws(FileError) -> Bool
}

/// A file system that is only read need not have these.
extension FileSystem {
  /// Puts new contents in place of a file's, all or nothing, through a temporary file of any name.
  public func replace(
    _ path: BytePath, with contents: [UInt8], expecting expected: [UInt8]?
  ) throws(FileError) {
    try replace(path, with: contents, expecting: expected, through: nil)
  }

  /// Can be, as far as is known.
  public func confirmReplaceable(_ path: BytePath) throws(FileError) {}

  /// Cannot say: nothing is written here.
  public func target(of path: BytePath) throws(FileError) -> BytePath {
    throw FileError(path, .readOnly)
  }

  /// Makes nothing.
  public func prepare(
    _ path: BytePath, with contents: [UInt8], like model: BytePath?
  ) throws(FileError) {
    throw FileError(path, .readOnly)
  }

  /// Makes it as any other file.
  public func preparePrivate(_ path: BytePath, with contents: [UInt8]) throws(FileError) {
    try prepare(path, with: contents, like: nil)
  }

  /// Everything is.
  public func isOwn(_ path: BytePath) -> Bool { true }

  /// Tells nothing.
  public func birth(of folder: BytePath) -> String? { nil }

  /// Everything is the user's own.
  public func confirmOwn(_ path: BytePath) throws(FileError) {}

  /// Makes nothing.
  public func link(_ path: BytePath, as name: BytePath) throws(FileError) {
    throw FileError(path, .readOnly)
  }

  /// Moves nothing.
  public func move(_ path: BytePath, to target: BytePath) throws(FileError) {
    throw FileError(path, .readOnly)
  }

  /// Has nothing to force.
  public func sync(_ folder: BytePath) throws(FileError) {}

  /// Gives no lock.
  public func takeLock(_ path: BytePath) throws(FileError) -> LockAttempt {
    throw FileError(path, .readOnly)
  }

  /// Nobody has a lock.
  public func isLocked(_ path: BytePath) throws(FileError) -> Bool { false }
}

extension FileSystem {
  /// Reads one file after the other, each by its path.
  public func read(
    _ files: FolderFiles, isCancelled: @Sendable () -> Bool,
    finished: (Int, FileOutcome) -> Void
  ) {
    for row in files.rows where !isCancelled() {
      finished(row, outcome(files.path(of: row), isCancelled))
    }
  }

  /// What comes of reading a file.
  func outcome(_ path: BytePath, _ isCancelled: @Sendable () -> Bool) -> FileOutcome {
    do throws(FileError) {
      return .digest(try digest(of: path, isCancelled: isCancelled))
    } catch {
      return .failure(error, nil)
    }
  }

  /// Tells no states.
  public func stamp(of path: BytePath) -> FileStamp? { nil }

  /// Tells no states.
  public func stamp(of path: BytePath, in room: FileRoom) -> FileStamp? { nil }

  /// The names, with nothing that tells whether they change.
  public func listing(
    of folder: BytePath, statesFiles: Bool
  ) throws(FileError) -> FolderListing {
    FolderListing(try entries(of: folder))
  }

  /// Lends the contents where they were read to.
  public func withContents<Result>(
    of path: BytePath, limit: Int, in room: FileRoom,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) throws(FileError) -> Result {
    try read(path, limit: limit).withUnsafeBufferPointer(body)
  }

  /// Hands out the whole contents as one block.
  public func readBlocks(
    of path: BytePath, limit: Int, _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(FileError) {
    _ = try read(path, limit: limit).withUnsafeBytes(take)
  }
}
