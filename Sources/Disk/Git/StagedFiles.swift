import Glibc
import Values

/// The files of a folder as git's index has them, which is what a commit would hold, laid out in a folder
/// of their own.
///
/// A file has the bytes that lie on disk, where those are what the index stands for: with the line ends of
/// the checkout, or in place of a pointer of Git LFS that names their SHA-256. Else it has the bytes of the
/// index, and no filter is run. What git ignores is no part of any commit, and is laid out as it lies there.
public struct StagedFiles {
  /// The folder that was made.
  public let folder: BytePath

  /// Lays out the files of a folder, absolute.
  ///
  /// - Throws: ``StagedFilesError``, ``GitError`` or ``FileError``.
  public init(of source: BytePath) throws {
    let listed = try GitProcess.output(
      in: source, ["ls-files", "--stage", "-z"].map { Array($0.utf8) })
    let ignored = try GitProcess.output(
      in: source,
      ["ls-files", "--others", "--ignored", "--exclude-standard", "-z"].map { Array($0.utf8) })
    folder = try Self.makeFolder()
    do {
      let objects = GitObjectReader(in: source, up: [])
      for row in listed.split(separator: 0) {
        try Self.add(row, of: source, to: folder, objects)
      }
      for path in ignored.split(separator: 0) {
        try Self.link(BytePath(bytes: Array(path)), of: source, to: folder)
      }
    } catch {
      remove()
      throw error
    }
  }

  /// Removes the folder.
  public func remove() {
    Self.remove(folder)
  }

  private static func makeFolder() throws -> BytePath {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = try BytePath(parent).appending("assetbump-staged.XXXXXX")
      .terminated(named: BytePath(parent))
    guard mkdtemp(&name) != nil else { throw FileError.last(BytePath(parent)) }
    name.removeLast()
    return try DiskFileSystem().realPath(of: BytePath(bytes: name.map { UInt8(bitPattern: $0) }))
  }

  /// `MODE OBJECT STAGE`, a tab, the path (git-ls-files(1)).
  private static func add(
    _ row: ArraySlice<UInt8>, of source: BytePath, to folder: BytePath, _ objects: GitObjectReader
  ) throws {
    guard let tab = row.firstIndex(of: 0x09) else { return }
    let words = row[..<tab].split(separator: 0x20)
    let path = BytePath(bytes: Array(row[(tab + 1)...]))
    guard words.count == 3, words[2].elementsEqual([0x30]) else {
      throw StagedFilesError.conflict(path)
    }
    // A submodule is a folder of its own repository, as it lies there.
    if words[0].elementsEqual("160000".utf8) { return try link(path, of: source, to: folder) }
    guard let id = ObjectID(words[1]), let contents = try objects.contents(of: id) else {
      throw StagedFilesError.noObject(path)
    }
    let target = folder.appending(path)
    try makeFolders(to: target)
    if words[0].elementsEqual("120000".utf8) {
      let link = BytePath(bytes: contents)
      let made = symlink(try link.terminated(named: link), try target.terminated(named: target))
      guard made == 0 else { throw FileError.last(target) }
      return
    }
    let disk = try? DiskFileSystem().read(source.appending(path), limit: 1 << 30)
    let bytes = disk.flatMap { stands($0, for: contents) ? $0 : nil } ?? contents
    try DiskFileSystem().replace(target, with: bytes, expecting: nil)
  }

  /// Whether bytes that lie on disk are those of an object, as a checkout writes it.
  static func stands(_ disk: [UInt8], for object: [UInt8]) -> Bool {
    if disk == object { return true }
    if object.starts(with: "version https://git-lfs.github.com/spec/".utf8), object.count < 1024 {
      let oid = "oid sha256:\(Digest.of(disk).hex)\n"
      return ByteSearch.contains(object[...], Array(oid.utf8))
    }
    return disk.count > object.count && !object.contains(0)
      && disk.withoutCarriageReturns == object
  }

  private static func link(_ path: BytePath, of source: BytePath, to folder: BytePath) throws {
    let target = folder.appending(path)
    try makeFolders(to: target)
    let file = source.appending(path)
    _ = symlink(try file.terminated(named: file), try target.terminated(named: target))
  }

  /// Makes the folder of a file, and confirms that no link leads out of it.
  ///
  /// An index that somebody else made may hold a link and a file below it.
  private static func makeFolders(to file: BytePath) throws {
    if (try DiskFileSystem().kind(of: file.folder)) == nil {
      try DiskFileSystem().makeFolder(file.folder)
    }
    guard try DiskFileSystem().realPath(of: file.folder) == file.folder else {
      throw StagedFilesError.conflict(file)
    }
  }

  private static func direntName(_ entry: UnsafeMutablePointer<dirent>) -> UnsafePointer<CChar> {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    return UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
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
}

extension [UInt8] {
  /// The bytes with each CR LF as a line feed.
  var withoutCarriageReturns: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    for (index, byte) in enumerated() {
      if byte == 0x0D, index + 1 < count, self[index + 1] == 0x0A { continue }
      result.append(byte)
    }
    return result
  }
}

/// Why the index says nothing of what a commit would hold.
public enum StagedFilesError: Error, Equatable, Sendable {
  /// A file has a conflict that is not resolved.
  case conflict(BytePath)
  /// git has no contents of a file.
  case noObject(BytePath)
}

extension StagedFilesError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .conflict(let path):
      "\(VisibleText.of(path)) has a conflict in git's index - resolve it, and add it"
    case .noObject(let path):
      "git has no contents of \(VisibleText.of(path)), which its index names - run git fsck"
    }
  }
}
