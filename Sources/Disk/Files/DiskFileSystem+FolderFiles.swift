import Glibc
import Values

extension DiskFileSystem {
  /// The digests of files in a folder, whose own path is looked up once, each file asked for its state
  /// once.
  ///
  /// Where the last change, as the state behind the reading tells it, lies before the moment when the
  /// file was opened, it was so all the while. Whatever else there is to say of a file, the careful way
  /// by its path says.
  public func read(
    _ files: FolderFiles, isCancelled: @Sendable () -> Bool,
    finished: (Int, FileOutcome) -> Void
  ) {
    let scratch = scratch.take()
    defer { self.scratch.giveBack(scratch) }
    let path = try? files.folder.terminated(named: files.folder)
    let folder =
      path.map { path in
        retrying { open(path, Descriptor.justPath | O_DIRECTORY | O_CLOEXEC) }
      } ?? -1
    defer { if folder >= 0 { close(folder) } }
    let start = FileStamp.now
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: files.longestName + 1) { name in
      guard let room = name.baseAddress else { return }
      for row in files.rows where !isCancelled() {
        files.copyName(of: row, to: room)
        let reading = QuickReading(
          name: room, folder: folder, start: start, putsOffLarge: files.putsOffLarge)
        let known = reading.outcome(scratch, isCancelled)
        finished(row, known ?? careful(files.path(of: row), isCancelled))
      }
    }
  }

  private func careful(_ path: BytePath, _ isCancelled: @Sendable () -> Bool) -> FileOutcome {
    let outcome = outcome(path, isCancelled)
    guard case .failure(let error, _) = outcome else { return outcome }
    return .failure(error, FileStamp(path))
  }
}

/// The reading of a file by as few calls of the system as tell that its digest is of one state.
private struct QuickReading {
  let name: UnsafePointer<CChar>
  let folder: Int32
  /// A moment before it is opened.
  let start: Int64
  /// Whether a large file is not read.
  let putsOffLarge: Bool

  /// What came of it; nil where it is not sure, or there is more to be said.
  func outcome(_ scratch: DigestScratch, _ isCancelled: @Sendable () -> Bool) -> FileOutcome? {
    let number = retrying { openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    guard number >= 0 else { return nil }
    defer { close(number) }
    var status = stat()
    scratch.digester.reset()
    guard var size = updateDigest(from: number, scratch), !isCancelled() else { return nil }
    var before: FileStamp?
    if size == scratch.buffer.count {
      // There may be more.
      guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_size <= DiskFileSystem.largestFile
      else { return nil }
      let stamp = FileStamp(status)
      if putsOffLarge, stamp.size >= FolderFiles.large { return .large(stamp.size) }
      before = stamp
      while size < status.st_size {
        guard !isCancelled(), let count = updateDigest(from: number, scratch) else { return nil }
        if count == 0 { break }
        size += count
      }
    }
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size == size
    else { return nil }
    let stamp = FileStamp(status)
    guard stamp.isAtRest(at: start), before ?? stamp == stamp else { return nil }
    // The closer look says what is wrong.
    if size < LFSPointer.limit,
      LFSPointer.stands(in: UnsafeRawBufferPointer(rebasing: scratch.buffer[..<size]))
    {
      return nil
    }
    var digest = FileDigest(digest: scratch.digester.finish(), size: stamp.size)
    (digest.stamp, digest.isAtRest) = (stamp, true)
    return .digest(digest)
  }

  /// Takes the next block into the digest, and gives its number of bytes; nil where it cannot be read.
  private func updateDigest(from number: Int32, _ scratch: DigestScratch) -> Int? {
    let count = retrying { read(number, scratch.buffer.baseAddress, scratch.buffer.count) }
    guard count >= 0 else { return nil }
    if count > 0 {
      scratch.digester.update(UnsafeRawBufferPointer(rebasing: scratch.buffer[..<count]))
    }
    return count
  }
}
