import Disk
import Values

/// What tells a user's own unfinished write from anything that lies in a project: a file in the state
/// folder.
///
/// `assetbump/writes/` and the first 16 hex digits of the digest of the journal's real path; folder and
/// file are the user's, and nobody else may write them. It is there from before the journal is written
/// until after it is gone, so a journal without a seal of the same digest was made by somebody else,
/// elsewhere, or for another write. Nobody knows beforehand when a folder will be born, so a seal that
/// came with a project, whose state folder lies in it, is none. A text of the kind that ``SealedText`` describes:
///
/// ```text
/// assetbump write 1
/// journal PATH
/// digest 64 hex digits
/// state preparing|committing|undoing
/// folder the device, number and time of birth of the state folder's `writes`, or -
/// sha256 64 hex digits
/// ```
struct WriteSeal: Equatable {
  /// The journal, by its real path.
  let journal: BytePath
  /// The seal's file.
  let path: BytePath
  /// The folders that must be the user's own.
  let folders: [BytePath]
  private let isInside: Bool

  /// How far a write is.
  enum State: String, Sendable {
    /// New contents are being prepared; no file is touched yet.
    case preparing
    /// Everything is prepared; files are being put in place.
    case committing
    /// Files are being put back.
    case undoing
  }

  /// Why there is no place for a seal.
  enum Fault: Error, Equatable, Sendable {
    /// No state folder is known.
    case none
    /// A file or folder there cannot be used.
    case file(FileError)
  }

  /// The seal of writes at a place.
  init(of place: WritePlace, on disk: some FileSystem) throws(Fault) {
    guard let state = place.state else { throw .none }
    do throws(FileError) {
      journal = try disk.realPath(of: place.folder).appending(
        BytePath(bytes: Array(place.journal.name)))
      let project = try disk.realPath(of: place.project)
      let real = WriteSeal.realPath(of: state, on: disk)
      isInside = real == project || real.isBelow(project)
    } catch {
      throw .file(error)
    }
    let folder = state.appending("assetbump").appending("writes")
    folders = [folder.folder, folder]
    path = folder.appending(String(Digest.of(journal.bytes).hex.prefix(16)))
  }

  /// The real path of a folder, as far as it is there.
  static func realPath(of path: BytePath, on disk: some FileSystem) -> BytePath {
    if let real = try? disk.realPath(of: path) { return real }
    let folder = path.folder
    if folder == path { return path }
    return realPath(of: folder, on: disk).appending(BytePath(bytes: Array(path.name)))
  }

  /// Says how far the write of a journal is.
  func write(_ state: State, of contents: [UInt8], on disk: some FileSystem) throws(FileError) {
    let birth = try confirmedFolder(on: disk)
    let lines = [
      ["journal", journal.word], ["digest", Digest.of(contents).hex], ["state", state.rawValue],
      ["folder", birth],
    ]
    let next = BytePath(bytes: path.bytes + Array(".next".utf8))
    try disk.preparePrivate(next, with: SealedText(kind: "write", lines: lines).bytes)
    try disk.move(next, to: path)
    try disk.sync(path.folder)
  }

  /// What a seal says of its folder, which is made where it is not there and is the user's own.
  func confirmedFolder(on disk: some FileSystem) throws(FileError) -> String {
    try disk.makeFolder(path.folder)
    for folder in folders { try disk.confirmOwn(folder) }
    guard let birth = birth(on: disk) else { throw FileError(path.folder, .foreign) }
    return birth
  }

  /// How far the write of a journal is; nil where no write of this user has this journal.
  func state(of contents: [UInt8], on disk: some FileSystem) -> State? {
    do throws(FileError) {
      for path in folders + [path] { try disk.confirmOwn(path) }
      let bytes = try disk.read(path, limit: 1 << 16)
      guard let text = try? SealedText(bytes, kind: "write"), text.lines.count == 4,
        text.payload.isEmpty, text.lines[0] == ["journal", journal.word],
        text.lines[1] == ["digest", Digest.of(contents).hex], text.lines[2].count == 2,
        text.lines[2][0] == "state", let birth = birth(on: disk),
        text.lines[3] == ["folder", birth]
      else { return nil }
      return State(rawValue: text.lines[2][1])
    } catch {
      return nil
    }
  }

  /// What a seal says of its folder; nil where it could have come with the project.
  func birth(on disk: some FileSystem) -> String? {
    disk.birth(of: path.folder) ?? (isInside ? nil : "-")
  }

  /// Takes the seal away, when its journal is gone.
  func remove(on disk: some FileSystem) { try? disk.removeFile(path) }
}

extension WriteSeal.Fault: CustomStringConvertible {
  /// What stands in the way.
  var description: String {
    switch self {
    case .none: "neither XDG_STATE_HOME nor HOME names a folder for it"
    case .file(let error): "\(error)"
    }
  }
}
