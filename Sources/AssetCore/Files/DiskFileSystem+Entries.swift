import Glibc

extension DiskFileSystem {
  /// The names in a folder, in the order of their bytes, without `.` and `..`, links followed once.
  ///
  /// A link that leads nowhere, in a circle, or where the user may not look has no kind. A name that
  /// goes while the folder is read is left out.
  public func entries(of folder: BytePath) throws(FileError) -> [FolderEntry] {
    try listing(of: folder).entries
  }

  /// The same names, and only what each is: a file costs no call of the system.
  public func names(of folder: BytePath) throws(FileError) -> [FolderEntry] {
    try list(folder, kindIsEnough: true).entries
  }

  /// The same names, with the state of the folder before the first was read.
  public func listing(of folder: BytePath) throws(FileError) -> FolderListing {
    let start = FileStamp.now
    let (entries, status) = try list(folder, kindIsEnough: false)
    var listing = FolderListing(entries: entries)
    let stamp = FileStamp(status)
    listing.stamp = stamp
    listing.isAtRest = stamp.isAtRest(at: start)
    return listing
  }

  private func list(
    _ folder: BytePath, kindIsEnough: Bool
  ) throws(FileError) -> (entries: [FolderEntry], status: stat) {
    let path = try folder.terminated(named: folder)
    let number = retrying { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK) }
    guard number >= 0 else { throw FileError.last(folder) }
    guard let stream = fdopendir(number) else {
      let error = FileError.last(folder)
      close(number)
      throw error
    }
    defer { closedir(stream) }
    var status = stat()
    guard fstat(number, &status) == 0 else { throw FileError.last(folder) }
    var entries: [FolderEntry] = []
    while true {
      // The end and an error both give nil; only errno tells them apart.
      errno = 0
      guard let found = readdir(stream) else { break }
      if let entry = try entry(found, in: number, of: folder, kindIsEnough: kindIsEnough) {
        entries.append(entry)
      }
    }
    guard errno == 0 else { throw FileError.last(folder) }
    entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
    return (entries, status)
  }

  private func entry(
    _ found: UnsafeMutablePointer<dirent>, in number: Int32, of folder: BytePath, kindIsEnough: Bool
  ) throws(FileError) -> FolderEntry? {
    // The record ends with the name, short of the 256 bytes that the type has: never copy it whole.
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    let start = UnsafeRawPointer(found).advanced(by: offset).assumingMemoryBound(to: CChar.self)
    let name = [UInt8](UnsafeRawBufferPointer(start: start, count: strlen(start)))
    if name == [BytePath.dot] || name == [BytePath.dot, BytePath.dot] { return nil }

    if kindIsEnough, let kind = FileKind(type: found.pointee.d_type) {
      return FolderEntry(name: name, kind: kind)
    }
    var isLink = Int32(found.pointee.d_type) == Int32(DT_LNK)
    var status = stat()
    if Int32(found.pointee.d_type) == Int32(DT_UNKNOWN) {
      guard fstatat(number, start, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
        if errno == ENOENT { return nil }
        throw FileError.last(folder.appending(BytePath(bytes: name)))
      }
      isLink = status.st_mode & S_IFMT == S_IFLNK
    }
    guard fstatat(number, start, &status, 0) == 0 else {
      if isLink { return FolderEntry(name: name, kind: nil, isLink: true) }
      if errno == ENOENT { return nil }
      throw FileError.last(folder.appending(BytePath(bytes: name)))
    }
    let kind = FileKind(mode: status.st_mode)
    var entry = FolderEntry(
      name: name, kind: kind, isLink: isLink,
      size: kind == .file ? UInt64(max(0, status.st_size)) : 0,
      modified: kind == .file ? Int64(status.st_mtim.tv_sec) : nil,
      identity: FileIdentity(status))
    if kind == .file { entry.stamp = FileStamp(status) }
    return entry
  }
}

extension FileKind {
  /// The kind of a file or folder that its name's record in the folder tells; nil for what else there is.
  fileprivate init?(type: UInt8) {
    switch Int32(type) {
    case Int32(DT_REG): self = .file
    case Int32(DT_DIR): self = .folder
    default: return nil
    }
  }
}
