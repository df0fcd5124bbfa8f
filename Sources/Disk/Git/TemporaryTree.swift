import Glibc
import Values

/// A folder that is made for files of git's, and goes with them.
struct TemporaryTree {
  /// The folder, absolute, every link in its path followed.
  let folder: BytePath

  /// Makes it beside other temporary files.
  ///
  /// - Parameter name: what its name begins with.
  init(named name: String) throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = try BytePath(parent).appending(BytePath(name + ".XXXXXX"))
      .terminated(named: BytePath(parent))
    guard mkdtemp(&name) != nil else { throw FileError.last(BytePath(parent)) }
    name.removeLast()
    folder = try DiskFileSystem().realPath(of: BytePath(bytes: name.map { UInt8(bitPattern: $0) }))
  }

  /// Makes it and fills it; where that fails, nothing of it stays.
  static func filled(
    named name: String, _ fill: (TemporaryTree) throws -> Void
  ) throws -> TemporaryTree {
    let tree = try TemporaryTree(named: name)
    do {
      try fill(tree)
    } catch {
      tree.remove()
      throw error
    }
    return tree
  }

  /// Makes a file.
  func addFile(_ path: BytePath, _ contents: [UInt8]) throws {
    try makeFolders(to: path)
    let target = folder.appending(path)
    let file = open(
      try target.terminated(named: target), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
      0o600)
    guard file >= 0 else { throw FileError.last(target) }
    defer { close(file) }
    var rest = contents[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError.last(target) }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes a symbolic link.
  func addLink(_ path: BytePath, to file: BytePath) throws {
    try makeFolders(to: path)
    let target = folder.appending(path)
    let made = symlink(try file.terminated(named: file), try target.terminated(named: target))
    guard made == 0 else { throw FileError.last(target) }
  }

  /// Makes the folders of a file, each below the one before, and follows no link on the way.
  ///
  /// An index or a commit that somebody else made may hold a link and a file below it, or `..`.
  private func makeFolders(to path: BytePath) throws {
    let names = path.bytes.split(separator: BytePath.slash, omittingEmptySubsequences: false)
    guard names.allSatisfy({ !$0.isEmpty && !$0.elementsEqual(".".utf8) }),
      !names.contains(where: { $0.elementsEqual("..".utf8) })
    else { throw StagedFilesError.outside(path) }
    var folder = folder
    for name in names.dropLast() {
      folder = folder.appending(BytePath(bytes: Array(name)))
      let name = try folder.terminated(named: folder)
      guard mkdir(name, 0o700) != 0 else { continue }
      var status = stat()
      guard errno == EEXIST, lstat(name, &status) == 0 else { throw FileError.last(folder) }
      guard status.st_mode & S_IFMT == S_IFDIR else { throw StagedFilesError.outside(path) }
    }
  }

  /// Takes it away, with all that it holds.
  func remove() {
    Self.remove(folder)
  }

  private static func remove(_ path: BytePath) {
    guard let name = try? path.terminated(named: path), let stream = opendir(name) else { return }
    while let entry = readdir(stream) {
      let length = Int(strlen(direntName(entry)))
      let bytes = UnsafeRawBufferPointer(start: direntName(entry), count: length)
      let child = path.appending(BytePath(bytes: Array(bytes)))
      if bytes.elementsEqual(".".utf8) || bytes.elementsEqual("..".utf8) { continue }
      if let name = try? child.terminated(named: child), unlink(name) != 0 { remove(child) }
    }
    closedir(stream)
    rmdir(name)
  }

  private static func direntName(_ entry: UnsafeMutablePointer<dirent>) -> UnsafePointer<CChar> {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    return UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
  }
}
