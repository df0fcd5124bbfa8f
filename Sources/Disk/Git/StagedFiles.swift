import Values

/// The files of a folder as git's index has them, which is what a commit would hold, laid out in a folder
/// of their own.
///
/// A file has the bytes that lie on disk, where those are what the index stands for: with the line ends of
/// the checkout, or in place of a pointer of Git LFS that names their SHA-256. Else it has the bytes of the
/// index, and no filter is run. What git ignores is no part of any commit, and is laid out as it lies there.
public struct StagedFiles {
  /// The folder that was made.
  public var folder: BytePath { tree.folder }
  private let tree: TemporaryTree

  /// Lays out the files of a folder, absolute.
  ///
  /// - Throws: ``StagedFilesError``, ``GitError`` or ``FileError``.
  public init(of source: BytePath) throws {
    let listed = try GitProcess.output(
      in: source, ["ls-files", "--stage", "-z"].map { Array($0.utf8) })
    let ignored = try GitProcess.output(
      in: source,
      ["ls-files", "--others", "--ignored", "--exclude-standard", "-z"].map { Array($0.utf8) })
    tree = try TemporaryTree.filled(named: "assetbump-staged") { tree in
      let objects = GitObjectReader(in: source, up: [])
      for row in listed.split(separator: 0) { try Self.add(row, of: source, to: tree, objects) }
      for path in ignored.split(separator: 0) {
        do {
          try Self.link(BytePath(bytes: Array(path)), of: source, in: tree)
        } catch StagedFilesError.outside {
          // The index holds a file in place of a folder, which comes first.
        }
      }
    }
  }

  /// Removes the folder.
  public func remove() {
    tree.remove()
  }

  /// `MODE OBJECT STAGE`, a tab, the path (git-ls-files(1)).
  private static func add(
    _ row: ArraySlice<UInt8>, of source: BytePath, to tree: TemporaryTree,
    _ objects: GitObjectReader
  ) throws {
    guard let file = ListedFile(row) else { throw GitError.unreadable }
    guard file.words[2].elementsEqual("0".utf8) else { throw StagedFilesError.conflict(file.path) }
    // A submodule is a folder of its own repository, as it lies there.
    if file.isSubmodule { return try link(file.path, of: source, in: tree) }
    let contents = try file.contents(named: file.words[1], objects)
    if file.isLink { return try tree.addLink(file.path, to: BytePath(bytes: contents)) }
    let disk = try? DiskFileSystem().read(source.appending(file.path), limit: 1 << 30)
    let bytes = disk.flatMap { stands($0, for: contents) ? $0 : nil } ?? contents
    try tree.addFile(file.path, bytes)
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

  private static func link(
    _ path: BytePath, of source: BytePath, in tree: TemporaryTree
  ) throws {
    do {
      try tree.addLink(path, to: source.appending(path))
    } catch let error as FileError where error.reason == .exists {
      // What the index holds comes first.
    }
  }
}

extension [UInt8] {
  /// The bytes with each CR LF as a line feed.
  var withoutCarriageReturns: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    for (index, byte) in enumerated() {
      if byte == UInt8(ascii: "\r"), index + 1 < count, self[index + 1] == UInt8(ascii: "\n") {
        continue
      }
      result.append(byte)
    }
    return result
  }
}
