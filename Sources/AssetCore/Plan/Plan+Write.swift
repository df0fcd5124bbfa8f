extension Plan {
  /// Carries the plan out: all of it, or nothing.
  ///
  /// What the plan rests on is read again first: each asset that gets a record must still have the
  /// bytes the record stands for, and each file to be written the contents it was read with.
  ///
  /// - Throws: ``WriteError``; nothing has changed then.
  public func write(to fileSystem: some FileSystem) throws(WriteError) {
    try confirmAssets(on: fileSystem)
    for edit in edits {
      do throws(FileError) {
        try fileSystem.replace(edit.path, with: edit.after, expecting: edit.before)
      } catch {
        switch error.reason {
        case .changed, .exists: throw .changed(edit.name)
        case let reason: throw .file(edit.name, reason)
        }
      }
    }
  }

  private func confirmAssets(on fileSystem: some FileSystem) throws(WriteError) {
    let bumped = changes.filter { $0.after != nil && $0.after?.digest != $0.before?.digest }
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

/// Why a plan was not carried out; nothing has changed then.
public enum WriteError: Error, Equatable, Sendable {
  /// A file to be written is no longer the one that was read.
  case changed(BytePath)
  /// A file could not be written.
  case file(BytePath, FileError.Reason)
  /// An asset's bytes are no longer those that its token was made for.
  case assetChanged(AssetID)
  /// An asset can no longer be read.
  case assetUnreadable(AssetID, FileError.Reason)
}

extension WriteError: CustomStringConvertible {
  /// What happened and to which file, and that nothing has changed.
  public var description: String {
    switch self {
    case .changed(let name): "\(VisibleText.of(name)) changed on disk since it was read"
    case .file(let name, .notFound):
      "not written: \(VisibleText.of(name)) is a link to nothing, or its folder is not there"
        + " (nothing changed) - create what is missing"
    case .file(let name, let reason):
      "not written: \(reason): \(VisibleText.of(name)) (nothing changed)"
    case .assetChanged(let id): "not written: \(id.description) changed since it was read"
    case .assetUnreadable(let id, let reason): "not written: \(reason): \(id.description)"
    }
  }
}
