import Disk
import Formats
import Values

/// Remembers the last write of a project, so that ``Undo`` can take it back.
///
/// One file for each project in the state folder, `assetbump/undo/` and the first 16 hex digits of the
/// digest of the project's path; outside the project, as it is one person's. A text of the kind that
/// ``SealedText`` describes:
///
/// ```text
/// assetbump undo 2
/// project PATH
/// folder as in a ``WriteSeal``: a memory that came with a project, or was copied, is none
/// file NAME PATH LENGTH NEW
/// …
/// sha256 64 hex digits
/// the old contents of the files, one after the other
/// ```
///
/// Paths are bytes, in hex; `NAME` is seen from the project's folder, `PATH` absolute. `LENGTH` is the
/// number of bytes of the old contents, `-` where the write made the file; `NEW` is the digest of the
/// new contents. Old contents of more than 64 MiB in all are not remembered.
///
/// The text is made before the write, with `.next` after its name, and takes its name after it: of the
/// two the one whose digests agree with the files is that of the last write, whenever a crash came.
public struct WriteMemory: Sendable {
  /// The project's folder, absolute.
  public let project: BytePath
  /// The state folder.
  let state: BytePath
  let path: BytePath

  /// Makes the memory of a project.
  ///
  /// - Parameters:
  ///   - project: the project's folder, absolute.
  ///   - state: `$XDG_STATE_HOME`, or what stands for it (XDG Base Directory 0.8).
  public init(project: BytePath, state: BytePath) {
    self.project = project
    self.state = state
    let name = String(Digest.of(project.bytes).hex.prefix(16))
    path = state.appending("assetbump").appending("undo").appending(name)
  }

  /// Makes the memory of a built site, `assetbump/stamps/` in the state folder.
  ///
  /// - Parameters:
  ///   - site: the site's folder, by its real path.
  ///   - state: `$XDG_STATE_HOME`, or what stands for it.
  public init(ofSite site: BytePath, state: BytePath) {
    project = site
    self.state = state
    let name = String(Digest.of(site.bytes).hex.prefix(16)) + ".undo"
    path = state.appending("assetbump/stamps").appending(name)
  }

  /// Whether a write is remembered.
  public func isPresent(on disk: some FileSystem) -> Bool {
    [path, next].contains { ((try? disk.kind(of: $0)) ?? nil) != nil }
  }

  /// The most bytes of old contents that are remembered.
  public static let largest = 64 << 20

  /// The folders that must be the user's own.
  private var folders: [BytePath] { [path.folder.folder, path.folder] }

  /// What a memory says of its folder.
  ///
  /// - Throws: where a memory could have come with the project.
  private func birth(on disk: some FileSystem) throws(FileError) -> String {
    if let birth = disk.birth(of: path.folder) { return birth }
    let (real, top) = (WriteSeal.realPath(of: state, on: disk), try disk.realPath(of: project))
    if real == top || real.isBelow(top) { throw FileError(path.folder, .foreign) }
    return "-"
  }

  var next: BytePath { BytePath(bytes: path.bytes + Array(".next".utf8)) }

  /// Carries out a write and remembers it.
  ///
  /// A write that cannot be remembered is made all the same.
  ///
  /// - Returns: why it is not remembered.
  func remember(
    _ edits: [FileEdit], on disk: some FileSystem, limit: Int = WriteMemory.largest,
    write: () throws(WriteError) -> Void
  ) throws(WriteError) -> FileError? {
    var loss: FileError?
    do throws(FileError) {
      let size = edits.reduce(0) { $0 + ($1.before?.count ?? 0) }
      guard size <= limit else { throw FileError(path, .tooLarge(limit: limit)) }
      try disk.makeFolder(path.folder)
      for folder in folders { try disk.confirmOwn(folder) }
      let write = RememberedWrite(edits, of: project, in: try birth(on: disk))
      try disk.preparePrivate(next, with: write.contents)
    } catch {
      loss = error
    }
    do throws(WriteError) {
      try write()
    } catch {
      try? disk.removeFile(next)
      throw error
    }
    if loss == nil {
      do throws(FileError) { try disk.move(next, to: path) } catch { loss = error }
    }
    // What was remembered before is not the last write any more.
    if loss != nil { forget(on: disk) }
    return loss
  }

  /// Forgets the last write.
  func forget(on disk: some FileSystem) {
    try? disk.removeFile(path)
    try? disk.removeFile(next)
  }

  /// What is remembered, the likelier first.
  func remembered(on disk: some FileSystem) throws(FileError) -> [RememberedWrite] {
    var found: [RememberedWrite] = []
    for path in [next, path] {
      do throws(FileError) {
        guard try disk.kind(of: path) != nil else { continue }
        for own in folders + [path] { try disk.confirmOwn(own) }
        let contents = try disk.read(path, limit: 2 * WriteMemory.largest)
        if let write = RememberedWrite(contents), write.project == project, write.isInside,
          try write.folder == birth(on: disk)
        {
          found.append(write)
        }
      } catch {
        switch error.reason {
        case .notFound, .notFolder: continue
        default: throw error
        }
      }
    }
    return found
  }
}
