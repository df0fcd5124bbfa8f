import Glibc
import Values

extension DiskFileSystem {
  /// The names in a folder, in the order of their bytes, without `.` and `..`, links followed once.
  ///
  /// A link that leads nowhere, in a circle, or where the user may not look has no kind. A name that
  /// goes while the folder is read is left out.
  public func entries(of folder: BytePath) throws(FileError) -> [FolderEntry] {
    try listing(of: folder, statesFiles: true).entries
  }

  /// The same names, with the state of the folder before the first was read.
  public func listing(
    of folder: BytePath, statesFiles: Bool
  ) throws(FileError) -> FolderListing {
    let start = FileStamp.now
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
    var listing = FolderListing()
    while true {
      // The end and an error both give nil; only errno tells them apart.
      errno = 0
      guard let found = readdir(stream) else { break }
      if !statesFiles, Int32(found.pointee.d_type) == Int32(DT_REG) {
        Self.withName(of: found) { listing.append($0, FolderListing.Item(kind: .file)) }
      } else {
        try add(found, in: number, of: folder, to: &listing)
      }
    }
    guard errno == 0 else { throw FileError.last(folder) }
    let stamp = FileStamp(status)
    listing.stamp = stamp
    listing.isAtRest = stamp.isAtRest(at: start)
    return listing
  }

  private func add(
    _ found: UnsafeMutablePointer<dirent>, in number: Int32, of folder: BytePath,
    to listing: inout FolderListing
  ) throws(FileError) {
    guard let start = Self.name(of: found), strcmp(start, ".") != 0, strcmp(start, "..") != 0
    else { return }
    var item = FolderListing.Item(isLink: Int32(found.pointee.d_type) == Int32(DT_LNK))
    var status = stat()
    if Int32(found.pointee.d_type) == Int32(DT_UNKNOWN) {
      guard fstatat(number, start, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
        if errno == ENOENT { return }
        throw FileError.last(Self.path(of: found, in: folder))
      }
      item.isLink = status.st_mode & S_IFMT == S_IFLNK
    }
    if fstatat(number, start, &status, 0) == 0 {
      item.kind = FileKind(mode: status.st_mode)
      item.stamp = FileStamp(status)
      item.isStamped = true
    } else if !item.isLink {
      if errno == ENOENT { return }
      throw FileError.last(Self.path(of: found, in: folder))
    }
    Self.withName(of: found) { listing.append($0, item) }
  }

  private static func path(
    of found: UnsafeMutablePointer<dirent>, in folder: BytePath
  ) -> BytePath {
    withName(of: found) { folder.appending(BytePath(bytes: Array($0))) }
  }

  private static func withName<Result>(
    of found: UnsafeMutablePointer<dirent>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard let start = name(of: found) else {
      return body(UnsafeBufferPointer(start: nil, count: 0))
    }
    return UnsafeRawBufferPointer(start: start, count: strlen(start))
      .withMemoryRebound(to: UInt8.self, body)
  }

  /// Where the name in a record begins: the record ends with it, short of the 256 bytes that the type
  /// has, so it is never copied whole.
  private static func name(of found: UnsafeMutablePointer<dirent>) -> UnsafePointer<CChar>? {
    MemoryLayout<dirent>.offset(of: \.d_name).map {
      UnsafeRawPointer(found).advanced(by: $0).assumingMemoryBound(to: CChar.self)
    }
  }
}
