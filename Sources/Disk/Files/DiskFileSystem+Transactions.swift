import CFiles
import Glibc
import Values

extension DiskFileSystem {
  /// The file that a path means, a link followed, every folder on the way by its real name; there or
  /// not.
  public func target(of path: BytePath) throws(FileError) -> BytePath {
    do throws(FileError) {
      let target = try linkTarget(of: path)
      let name = BytePath(bytes: Array(target.name))
      guard !name.bytes.isEmpty else { throw FileError(path, .notFile(.folder)) }
      return try realPath(of: target.folder).appending(name)
    } catch {
      throw FileError(path, error.reason)
    }
  }

  /// Makes a file of these contents and forces it to the disk; what lay under the name goes.
  ///
  /// Nobody else may read it before it has the owner and mode it should have.
  public func prepare(
    _ path: BytePath, with contents: [UInt8], like model: BytePath?
  ) throws(FileError) {
    let old = try model.map { (model) throws(FileError) in try attributes(ofWritable: model) }
    try prepare(path, with: contents, mode: model == nil ? 0o666 : 0o600, like: old)
  }

  /// Makes a file of these contents that only its owner may read.
  public func preparePrivate(_ path: BytePath, with contents: [UInt8]) throws(FileError) {
    try prepare(path, with: contents, mode: 0o600, like: nil)
  }

  /// Makes sure that a file or folder, which is no link, is the user's own, and that nobody else may
  /// write it.
  ///
  /// For root, what the person has who became root by sudo(8) is as much its own.
  public func confirmOwn(_ path: BytePath) throws(FileError) {
    var status = stat()
    guard lstat(try path.terminated(named: path), &status) == 0 else { throw FileError.last(path) }
    let isPlain = [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    guard isPlain, status.st_mode & 0o022 == 0, Self.isOwn(status.st_uid) else {
      throw FileError(path, .foreign)
    }
  }

  private func prepare(
    _ path: BytePath, with contents: [UInt8], mode: mode_t, like old: FileAttributes?
  ) throws(FileError) {
    try removeFile(path)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    let file = try Descriptor(opening: path, flags, mode: mode, named: path)
    do throws(FileError) {
      try file.write(contents)
      try old?.give(to: file)
      let number = file.number
      guard retrying({ fsync(number) }) == 0 else { throw FileError.last(path) }
    } catch {
      try? removeFile(path)
      throw error
    }
  }

  /// What a regular file has besides its contents; it is opened for writing too, although only looked at:
  /// so the system says whether the user may write it.
  private func attributes(ofWritable path: BytePath) throws(FileError) -> FileAttributes {
    if let kind = try kind(of: path), kind != .file { throw FileError(path, .notFile(kind)) }
    let file = try Descriptor(opening: path, O_RDWR | O_NOFOLLOW, named: path)
    return try FileAttributes(of: file, try regularStatus(of: file))
  }

  /// Makes sure that a file can be replaced, as far as the system tells beforehand.
  ///
  /// In a folder that is append-only or immutable names come and never go; in one that is sticky others'
  /// files stay theirs (inode(7)), but for root.
  public func confirmReplaceable(_ path: BytePath) throws(FileError) {
    let folder = path.folder
    let name = try folder.terminated(named: path)
    if cfiles_keeps_names(name) != 0 { throw FileError(path, .fixedNames) }
    var (around, inside) = (Glibc.stat(), Glibc.stat())
    guard stat(name, &around) == 0 else { throw FileError.last(path) }
    guard around.st_mode & S_ISVTX != 0, geteuid() != 0, around.st_uid != geteuid(),
      lstat(try path.terminated(named: path), &inside) == 0, inside.st_uid != geteuid()
    else { return }
    throw FileError(path, .fixedNames)
  }

  /// Gives a file a second name.
  public func link(_ path: BytePath, as name: BytePath) throws(FileError) {
    let (old, new) = (try path.terminated(named: path), try name.terminated(named: name))
    guard linkat(AT_FDCWD, old, AT_FDCWD, new, 0) == 0 else { throw FileError.last(path) }
  }

  /// Puts a file in the place of another in the same folder, in one step.
  public func move(_ path: BytePath, to target: BytePath) throws(FileError) {
    let (old, new) = (try path.terminated(named: path), try target.terminated(named: target))
    guard rename(old, new) == 0 else { throw FileError.last(target) }
  }

  /// Forces to the disk what names a folder holds.
  ///
  /// A file system that cannot (EINVAL, as some network file systems) is trusted to do so by itself.
  public func sync(_ folder: BytePath) throws(FileError) {
    let open = try Descriptor(opening: folder, O_RDONLY | O_DIRECTORY, named: folder)
    let number = open.number
    guard retrying({ fsync(number) }) == 0 || errno == EINVAL else { throw FileError.last(folder) }
  }
}
