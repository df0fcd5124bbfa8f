import Disk
import Glibc
import Values

/// A file system in memory, for tests: what is in it, what fails and what was asked is the test's.
///
/// Paths that are not absolute lie below ``workingFolder``. A folder is there as soon as something
/// is in it. May be used by many threads.
public final class MemoryFileSystem: FileSystem, @unchecked Sendable {
  /// What a test can make fail, and what is written down.
  public enum Operation: Hashable, Sendable {
    /// ``MemoryFileSystem/kind(of:)``.
    case kind
    /// ``MemoryFileSystem/read(_:limit:)``.
    case read
    /// ``MemoryFileSystem/replace(_:with:expecting:)``.
    case replace
    /// ``MemoryFileSystem/entries(of:)``.
    case entries
    /// ``MemoryFileSystem/digest(of:isCancelled:)``.
    case digest
    /// ``MemoryFileSystem/removeFile(_:)``.
    case remove
    /// ``MemoryFileSystem/realPath(of:)``.
    case realPath
    /// ``MemoryFileSystem/target(of:)``.
    case target
    /// ``MemoryFileSystem/prepare(_:with:like:)``.
    case prepare
    /// ``MemoryFileSystem/link(_:as:)``.
    case link
    /// ``MemoryFileSystem/move(_:to:)``, by the path that is replaced.
    case move
    /// ``MemoryFileSystem/sync(_:)``.
    case sync
    /// ``MemoryFileSystem/takeLock(_:)``.
    case lock
  }

  /// An operation that was asked for, with the absolute path.
  public struct Call: Hashable, Sendable, CustomStringConvertible {
    /// What was asked.
    public var operation: Operation
    /// The absolute path.
    public var path: BytePath

    /// Makes a call.
    public init(_ operation: Operation, _ path: BytePath) {
      self.operation = operation
      self.path = path
    }

    /// `read /project/a.css`.
    public var description: String { "\(operation) \(VisibleText.of(path))" }
  }

  private enum Node {
    case file([UInt8])
    case folder
    case link(BytePath)
    case other(FileKind)
  }

  /// The folder that relative paths start from.
  public let workingFolder: BytePath

  // Guarded by the lock. Links in paths are followed by hand, so no two keys are one file.
  private var nodes: [BytePath: Node] = ["/": .folder]
  private var inodes: [BytePath: UInt64] = ["/": 1]
  private var times: [BytePath: Int64] = [:]
  private var failures: [Call: FileError.Reason] = [:]
  private var calls: [Call] = []
  private var locks: Set<BytePath> = []
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  /// Makes a file system of files by path.
  public init(_ files: [BytePath: String] = [:], workingFolder: BytePath = "/project") {
    self.workingFolder = workingFolder
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
    add(.folder, at: workingFolder)
    for (path, text) in files { add(.file(Array(text.utf8)), at: path) }
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }
}

// What a test does.
extension MemoryFileSystem {
  /// Writes a file, and makes the folders on the way to it.
  public func write(_ contents: [UInt8], to path: BytePath) {
    locked { add(.file(contents), at: path) }
  }

  /// Writes the UTF-8 of a text to a file.
  public func write(_ text: String, to path: BytePath) {
    write(Array(text.utf8), to: path)
  }

  /// Sets when a file was last changed, in seconds since 1970-01-01 00:00 UTC; until then it is not
  /// known.
  public func setModified(_ path: BytePath, _ seconds: Int64) {
    locked { times[absolute(path)] = seconds }
  }

  /// Makes an empty folder.
  public func makeFolder(_ path: BytePath) {
    locked { add(.folder, at: path) }
  }

  /// Makes a symbolic link that says where it leads.
  public func makeLink(_ path: BytePath, to target: BytePath) {
    locked { add(.link(target), at: path) }
  }

  /// Makes a FIFO, socket or device.
  public func make(_ kind: FileKind, at path: BytePath) {
    locked { add(.other(kind), at: path) }
  }

  /// Removes what is at a path, and all below it.
  public func remove(_ path: BytePath) {
    locked {
      let path = absolute(path)
      nodes = nodes.filter { $0.key != path && $0.key.relative(to: path) == nil }
    }
  }

  /// The contents of a file, links followed; nil where there is none.
  public func contents(of path: BytePath) -> [UInt8]? {
    locked {
      guard let found = try? resolve(path), case .file(let contents)? = nodes[found] else {
        return nil
      }
      return contents
    }
  }

  /// The paths of all files, sorted by bytes.
  public var files: [BytePath] {
    locked { nodes.filter { kind(of: $0.value) == .file }.keys.sorted() }
  }

  /// The contents of a file as text; nil where there is none.
  public func text(of path: BytePath) -> String? {
    contents(of: path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Makes an operation on a path fail from now on; nil lets it pass again.
  public func fail(_ operation: Operation, _ path: BytePath, _ reason: FileError.Reason?) {
    locked { failures[Call(operation, absolute(path))] = reason }
  }

  /// What was asked so far, in order.
  public var log: [Call] {
    locked { calls }
  }

  /// Forgets what was asked so far.
  public func clearLog() {
    locked { calls = [] }
  }
}

// What the core asks.
extension MemoryFileSystem {
  /// What lies at a path, links followed; nil where there is nothing.
  public func kind(of path: BytePath) throws(FileError) -> FileKind? {
    try asked(.kind, path) { () throws(FileError) in
      do throws(FileError) {
        return kind(of: nodes[try resolve(path)])
      } catch {
        if error.reason == .notFound || error.reason == .notFolder { return nil }
        throw error
      }
    }
  }

  /// The contents of a file.
  public func read(_ path: BytePath, limit: Int) throws(FileError) -> [UInt8] {
    try asked(.read, path) { () throws(FileError) in
      let contents = try file(path)
      guard contents.count <= limit else { throw FileError(path, .tooLarge(limit: limit)) }
      return contents
    }
  }

  /// The first bytes of a file; counts as ``Operation/read``.
  public func readStart(of path: BytePath, limit: Int) throws(FileError) -> [UInt8] {
    try asked(.read, path) { () throws(FileError) in Array(try file(path).prefix(limit)) }
  }

  /// Puts new contents in place of a file's, as the disk's does.
  public func replace(
    _ path: BytePath, with contents: [UInt8], expecting expected: [UInt8]?,
    through temporary: BytePath?
  ) throws(FileError) {
    try asked(.replace, path) { () throws(FileError) in
      let target: BytePath
      if case .link = nodes[try place(path)] {
        target = try resolve(path)
      } else {
        target = try place(path)
      }
      switch nodes[target] {
      case nil where expected != nil: throw FileError(path, .changed)
      case nil: break
      case .file where expected == nil: throw FileError(path, .exists)
      case .file(let old) where old != expected: throw FileError(path, .changed)
      case .file: break
      case let other: throw FileError(path, .notFile(kind(of: other) ?? .folder))
      }
      nodes[target] = .file(contents)
      inodes[target] = UInt64(inodes.count + 1)
    }
  }

  /// The names in a folder, in the order of their bytes.
  public func entries(of folder: BytePath) throws(FileError) -> [FolderEntry] {
    try asked(.entries, folder) { () throws(FileError) in
      let found = try resolve(folder)
      guard kind(of: nodes[found]) == .folder else { throw FileError(folder, .notFolder) }
      let paths = nodes.keys.filter { $0 != found && $0.folder == found }.sorted()
      return paths.map { entry($0) }
    }
  }

  /// The digest and size of a file; whether it is called off is asked once.
  public func digest(
    of path: BytePath, isCancelled: @Sendable () -> Bool
  ) throws(FileError) -> FileDigest {
    let contents = try asked(.digest, path) { () throws(FileError) in try file(path) }
    guard !isCancelled() else { throw FileError(path, .cancelled) }
    return FileDigest(digest: Digest.of(contents), size: UInt64(contents.count))
  }

  /// Takes a file away.
  public func removeFile(_ path: BytePath) throws(FileError) {
    try asked(.remove, path) { () throws(FileError) in
      nodes[try place(path)] = nil
    }
  }

  /// The absolute path with every link in it followed.
  public func realPath(of path: BytePath) throws(FileError) -> BytePath {
    try asked(.realPath, path) { () throws(FileError) in try resolve(path) }
  }
}

// What a write over several files asks.
extension MemoryFileSystem {
  /// The file that a path means, there or not.
  public func target(of path: BytePath) throws(FileError) -> BytePath {
    try asked(.target, path) { () throws(FileError) in
      let place = try place(path)
      guard kind(of: nodes[place.folder]) == .folder else { throw FileError(path, .notFound) }
      if case .link = nodes[place] { return try resolve(path) }
      return place
    }
  }

  /// Makes a file in a folder that is there.
  public func prepare(
    _ path: BytePath, with contents: [UInt8], like model: BytePath?
  ) throws(FileError) {
    try asked(.prepare, path) { () throws(FileError) in
      let place = try place(path)
      guard kind(of: nodes[place.folder]) == .folder else { throw FileError(path, .notFound) }
      if let model { _ = try file(model) }
      nodes[place] = .file(contents)
      inodes[place] = UInt64(inodes.count + 1)
    }
  }

  /// Gives a file a second name; what is written under one is not seen under the other.
  public func link(_ path: BytePath, as name: BytePath) throws(FileError) {
    try asked(.link, path) { () throws(FileError) in
      let contents = try file(path)
      let place = try place(name)
      guard nodes[place] == nil else { throw FileError(path, .exists) }
      nodes[place] = .file(contents)
      inodes[place] = inodes[try resolve(path)]
    }
  }

  /// Puts a file in the place of another.
  public func move(_ path: BytePath, to target: BytePath) throws(FileError) {
    try asked(.move, target) { () throws(FileError) in
      let (old, new) = (try place(path), try place(target))
      guard let node = nodes[old] else { throw FileError(target, .notFound) }
      nodes[new] = node
      inodes[new] = inodes[old]
      nodes[old] = nil
    }
  }

  /// Does nothing: memory has no disk behind it.
  public func sync(_ folder: BytePath) throws(FileError) {
    try asked(.sync, folder) { () throws(FileError) in }
  }

  /// Takes a lock, which has no file here.
  public func takeLock(_ path: BytePath) throws(FileError) -> LockAttempt {
    try asked(.lock, path) { () throws(FileError) in
      let path = absolute(path)
      guard kind(of: nodes[path.folder]) == .folder else { throw FileError(path, .notFound) }
      guard locks.insert(path).inserted else {
        return .held(LockHolder(process: 4711))
      }
      return .taken(WriteLock { [self] in locked { _ = locks.remove(path) } })
    }
  }

  /// Whether somebody has a lock.
  public func isLocked(_ path: BytePath) throws(FileError) -> Bool {
    locked { locks.contains(absolute(path)) }
  }
}

// How paths are followed; the lock is held.
extension MemoryFileSystem {
  private func locked<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body()
  }

  private func asked<Result>(
    _ operation: Operation, _ path: BytePath, _ body: () throws(FileError) -> Result
  ) throws(FileError) -> Result {
    try locked { () throws(FileError) in
      let call = Call(operation, absolute(path))
      calls.append(call)
      if let reason = failures[call] { throw FileError(path, reason) }
      return try body()
    }
  }

  private func absolute(_ path: BytePath) -> BytePath {
    workingFolder.appending(path).normalized
  }

  private func add(_ node: Node, at path: BytePath) {
    let path = absolute(path)
    var folder = path.folder
    while nodes[folder] == nil {
      nodes[folder] = .folder
      inodes[folder] = UInt64(inodes.count + 1)
      folder = folder.folder
    }
    nodes[path] = node
    if inodes[path] == nil { inodes[path] = UInt64(inodes.count + 1) }
  }

  private func file(_ path: BytePath) throws(FileError) -> [UInt8] {
    let found = nodes[try resolve(path)]
    if case .file(let contents)? = found { return contents }
    throw FileError(path, kind(of: found).map { .notFile($0) } ?? .notFound)
  }

  private func kind(of node: Node?) -> FileKind? {
    switch node {
    case .file: .file
    case .folder: .folder
    case .other(let kind): kind
    case .link, nil: nil
    }
  }

  private func entry(_ path: BytePath) -> FolderEntry {
    var entry = FolderEntry(name: Array(path.name), kind: nil)
    if case .link = nodes[path] { entry.isLink = true }
    guard let found = try? resolve(path) else { return entry }
    entry.kind = kind(of: nodes[found])
    if case .file(let contents) = nodes[found] {
      entry.size = UInt64(contents.count)
      entry.modified = times[found]
    }
    entry.identity = FileIdentity(device: 1, inode: inodes[found] ?? 0)
    return entry
  }

  /// The path of what is there in the end, every link followed.
  private func resolve(_ path: BytePath) throws(FileError) -> BytePath {
    let found = try follow(path, last: true)
    guard nodes[found] != nil else { throw FileError(path, .notFound) }
    return found
  }

  /// The path with the links in its folders followed, there or not.
  private func place(_ path: BytePath) throws(FileError) -> BytePath {
    try follow(path, last: false)
  }

  private func follow(_ path: BytePath, last: Bool) throws(FileError) -> BytePath {
    var rest = Array(workingFolder.appending(path).bytes.split(separator: 0x2F)[...].reversed())
    var found: BytePath = "/"
    var links = 0
    while let part = rest.popLast() {
      let name = BytePath(bytes: Array(part))
      switch nodes[found] {
      case .folder: break
      case nil: throw FileError(path, .notFound)
      default: throw FileError(path, .notFolder)
      }
      if name == "." { continue }
      if name == ".." {
        found = found.folder
        continue
      }
      let next = found.appending(name)
      guard case .link(let target)? = nodes[next], last || !rest.isEmpty else {
        found = next
        continue
      }
      links += 1
      guard links <= 40 else { throw FileError(path, .linkLoop) }
      if target.isAbsolute { found = "/" }
      rest += target.bytes.split(separator: 0x2F).reversed()
    }
    return found
  }
}
