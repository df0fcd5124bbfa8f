import Disk
import Glibc
import Values

/// A file system that dies at one of its operations, as the machine under a program may.
///
/// Each operation that could change something is counted, from 1; the one that it dies at is not made,
/// made by half, or made and not answered. Every later one fails, as the program is gone; the next
/// program finds what lies in the file system below.
public final class DyingFileSystem: FileSystem, @unchecked Sendable {
  /// What becomes of the operation at which it dies.
  public enum Death: CaseIterable, Sendable {
    /// It is not made.
    case before
    /// A file that it writes holds half of the contents, under the name of a temporary file where it
    /// is to be put in the place of another.
    case amid
    /// It is made, and nobody hears of it.
    case after
  }

  /// What is left when it has died.
  public let below: any FileSystem
  private let last: Int
  private let death: Death
  private let isFatal: Bool
  // The tests that use it have one thread.
  private var count = 0

  /// Makes a file system over another.
  ///
  /// - Parameters:
  ///   - last: the operation at which it dies; none is so late where it should not.
  ///   - isFatal: whether it dies; else that operation alone fails.
  public init(
    _ below: any FileSystem, dyingAt last: Int = .max, _ death: Death = .before,
    fatally isFatal: Bool = true
  ) {
    self.below = below
    self.last = last
    self.death = death
    self.isFatal = isFatal
  }

  /// The number of operations that could have changed something.
  public var operations: Int { count }

  /// Whether it has died.
  public var isDead: Bool { isFatal && count >= last }

  private func confirmAlive(_ path: BytePath) throws(FileError) {
    if isDead { throw FileError(path, .system(EIO)) }
  }

  private func change<Result>(
    _ path: BytePath, _ body: () throws(FileError) -> Result,
    half: () throws(FileError) -> Void = {}
  ) throws(FileError) -> Result {
    try confirmAlive(path)
    count += 1
    guard count >= last, isFatal || count == last else { return try body() }
    switch death {
    case .before: break
    case .amid: try half()
    case .after: _ = try body()
    }
    throw FileError(path, .system(EIO))
  }
}

extension DyingFileSystem {
  /// What lies at a path.
  public func kind(of path: BytePath) throws(FileError) -> FileKind? {
    try confirmAlive(path)
    return try below.kind(of: path)
  }

  /// The contents of a file.
  public func read(_ path: BytePath, limit: Int) throws(FileError) -> [UInt8] {
    try confirmAlive(path)
    return try below.read(path, limit: limit)
  }

  /// The first bytes of a file.
  public func readStart(of path: BytePath, limit: Int) throws(FileError) -> [UInt8] {
    try confirmAlive(path)
    return try below.readStart(of: path, limit: limit)
  }

  /// The names in a folder.
  public func entries(of folder: BytePath) throws(FileError) -> [FolderEntry] {
    try confirmAlive(folder)
    return try below.entries(of: folder)
  }

  /// The digest of a file.
  public func digest(
    of path: BytePath, isCancelled: @Sendable () -> Bool
  ) throws(FileError) -> FileDigest {
    try confirmAlive(path)
    return try below.digest(of: path, isCancelled: isCancelled)
  }

  /// The path with every link followed.
  public func realPath(of path: BytePath) throws(FileError) -> BytePath {
    try confirmAlive(path)
    return try below.realPath(of: path)
  }

  /// The file that a path means.
  public func target(of path: BytePath) throws(FileError) -> BytePath {
    try confirmAlive(path)
    return try below.target(of: path)
  }

  /// Whether somebody has a lock.
  public func isLocked(_ path: BytePath) throws(FileError) -> Bool {
    try confirmAlive(path)
    return try below.isLocked(path)
  }

  /// Puts new contents in place of a file's.
  public func replace(
    _ path: BytePath, with contents: [UInt8], expecting expected: [UInt8]?,
    through temporary: BytePath?
  ) throws(FileError) {
    let temporary = temporary ?? BytePath(bytes: [0x2E] + path.name + Array(".4711.tmp".utf8))
    try change(path) { () throws(FileError) in
      try below.replace(path, with: contents, expecting: expected, through: temporary)
    } half: { () throws(FileError) in
      try below.prepare(
        path.folder.appending(temporary), with: Array(contents.prefix(contents.count / 2)),
        like: nil)
    }
  }

  /// Makes a file.
  public func prepare(
    _ path: BytePath, with contents: [UInt8], like model: BytePath?
  ) throws(FileError) {
    try change(path) { () throws(FileError) in
      try below.prepare(path, with: contents, like: model)
    } half: { () throws(FileError) in
      try below.prepare(path, with: Array(contents.prefix(contents.count / 2)), like: model)
    }
  }

  /// Makes a file of the user's own.
  public func preparePrivate(_ path: BytePath, with contents: [UInt8]) throws(FileError) {
    try change(path) { () throws(FileError) in
      try below.preparePrivate(path, with: contents)
    } half: { () throws(FileError) in
      try below.preparePrivate(path, with: Array(contents.prefix(contents.count / 2)))
    }
  }

  /// When a folder was born.
  public func birth(of folder: BytePath) -> String? { below.birth(of: folder) }

  /// Whether a file is the user's own.
  public func confirmOwn(_ path: BytePath) throws(FileError) {
    try confirmAlive(path)
    try below.confirmOwn(path)
  }

  /// Makes a folder.
  public func makeFolder(_ path: BytePath) throws(FileError) {
    try change(path) { () throws(FileError) in try below.makeFolder(path) }
  }

  /// Takes a file away.
  public func removeFile(_ path: BytePath) throws(FileError) {
    try change(path) { () throws(FileError) in try below.removeFile(path) }
  }

  /// Gives a file a second name.
  public func link(_ path: BytePath, as name: BytePath) throws(FileError) {
    try change(path) { () throws(FileError) in try below.link(path, as: name) }
  }

  /// Puts a file in the place of another.
  public func move(_ path: BytePath, to target: BytePath) throws(FileError) {
    try change(path) { () throws(FileError) in try below.move(path, to: target) }
  }

  /// Counts only.
  public func sync(_ folder: BytePath) throws(FileError) {
    try change(folder) { () throws(FileError) in try below.sync(folder) }
  }

  /// Takes a lock.
  public func takeLock(_ path: BytePath) throws(FileError) -> LockAttempt {
    try change(path) { () throws(FileError) in try below.takeLock(path) }
  }
}
