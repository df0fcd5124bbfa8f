import Disk
import Formats
import Site
import Values

extension Plan {
  /// Carries the plan out: all of it, or nothing.
  ///
  /// What the plan rests on is read again first: each asset that gets a record must still have the
  /// bytes the record stands for, and each file to be written the contents it was read with.
  ///
  /// Several files are written by a ``Transaction``.
  ///
  /// - Parameters:
  ///   - lock: the project's, where the caller has it; else it is taken here, which may wait.
  ///   - memory: what remembers the write for ``Undo``, or forgets the one that is taken back.
  ///   - place: where the project's writes are recorded, and how far they may go; without one they stay
  ///     in the project, and the memory names the state folder.
  /// - Returns: why the write is not remembered; nil where it is, or was not to be.
  /// - Throws: ``WriteError``; nothing has changed then.
  @discardableResult
  public func write(
    to fileSystem: some FileSystem, under lock: WriteLock? = nil,
    at place: WritePlace? = nil, remembering memory: WriteMemory? = nil
  ) throws(WriteError) -> FileError? {
    guard let last = edits.last else { return nil }
    if let reason = DescriptorShortage.reason { throw .file(last.name, reason) }
    let place =
      place?.beside(last.path, named: last.name)
      ?? WritePlace(versions: last.path, name: last.name, state: memory?.state)
    let own = lock == nil ? try place.takeLock(on: fileSystem) : nil
    // Given back at the end, not after its last use.
    defer { withExtendedLifetime(own) {} }
    try confirmAssets(on: fileSystem)
    let transaction = Transaction(edits, at: place)
    guard let memory, !takesBack else {
      try transaction.carryOut(on: fileSystem)
      memory?.forget(on: fileSystem)
      return nil
    }
    return try memory.remember(edits, on: fileSystem) { () throws(WriteError) in
      try transaction.carryOut(on: fileSystem)
    }
  }

  private func confirmAssets(on fileSystem: some FileSystem) throws(WriteError) {
    let bumped = changes.filter {
      $0.after != nil && $0.after?.digest != $0.before?.digest && files[$0.id] != nil
    }
    let assets = bumped.compactMap { change in
      files[change.id].map { Asset(id: change.id, file: $0, size: 0) }
    }
    let results = DigestRun(fileSystem: fileSystem).digest(assets)
    for (change, result) in zip(bumped, results) {
      switch result {
      case .success(let read) where read.digest == change.after?.digest: continue
      case .success: throw .assetChanged(change.id)
      case .failure(let error): throw .assetUnreadable(change.id, error.reason)
      }
    }
  }
}
