import Disk
import Values

/// A disk of a few names: files with their text, and the folders around them.
struct StubFileSystem: FileSystem {
  private var files: [BytePath: [UInt8]] = [:]
  private var kinds: [BytePath: FileKind] = ["/": .folder]
  private var links: Set<BytePath> = []
  private var closed: Set<BytePath> = []

  /// Makes a disk of files; a path that ends in a slash is an empty folder.
  init(
    _ files: [String: String], bytes: [BytePath] = [], fifos: [BytePath] = [],
    links: Set<BytePath> = [], closed: Set<BytePath> = []
  ) {
    self.links = links
    self.closed = closed
    for (path, text) in files {
      if path.hasSuffix("/") {
        add(BytePath(String(path.dropLast())), .folder)
      } else {
        self.files[BytePath(path)] = Array(text.utf8)
        add(BytePath(path), .file)
      }
    }
    for path in bytes { add(path, .folder) }
    for path in fifos { add(path, .fifo) }
  }

  private mutating func add(_ path: BytePath, _ kind: FileKind) {
    kinds[path] = kind
    if path.folder != path, kinds[path.folder] == nil { add(path.folder, .folder) }
  }

  func kind(of path: BytePath) throws(FileError) -> FileKind? {
    if closed.contains(path.folder) { throw FileError(path, .permissionDenied) }
    return kinds[path]
  }

  func read(_ path: BytePath, limit: Int) throws(FileError) -> [UInt8] {
    if closed.contains(path) { throw FileError(path, .permissionDenied) }
    guard let kind = kinds[path] else { throw FileError(path, .notFound) }
    guard kind == .file, let bytes = files[path] else { throw FileError(path, .notFile(kind)) }
    if bytes.count > limit { throw FileError(path, .tooLarge(limit: limit)) }
    return bytes
  }

  func readStart(of path: BytePath, limit: Int) throws(FileError) -> [UInt8] {
    Array(try read(path, limit: .max).prefix(limit))
  }

  func entries(of folder: BytePath) throws(FileError) -> [FolderEntry] {
    if closed.contains(folder) { throw FileError(folder, .permissionDenied) }
    return kinds.keys.filter { $0.folder == folder && $0 != folder }.sorted().map {
      FolderEntry(name: Array($0.name), kind: kinds[$0], isLink: links.contains($0))
    }
  }

  func replace(
    _ path: BytePath, with contents: [UInt8], expecting expected: [UInt8]?,
    through temporary: BytePath?
  ) throws(FileError) {
    throw FileError(path, .readOnly)
  }

  func digest(of path: BytePath, isCancelled: @Sendable () -> Bool) throws(FileError) -> FileDigest
  {
    throw FileError(path, .cancelled)
  }

  func makeFolder(_ path: BytePath) throws(FileError) { throw FileError(path, .readOnly) }

  func removeFile(_ path: BytePath) throws(FileError) { throw FileError(path, .readOnly) }

  func realPath(of path: BytePath) throws(FileError) -> BytePath { path }
}
