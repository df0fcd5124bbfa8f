import Disk
import Values

/// Carries out what a journal says, forward or back; each step may be the last one before a crash.
///
/// What a file's contents are tells whether its step was made, so every step may be repeated: a run
/// that dies is taken up by the next.
struct JournalRun<Disk: FileSystem> {
  let place: WritePlace
  let disk: Disk
  /// The folder of the journal by its real name.
  let folder: BytePath
  private(set) var journal: Journal
  /// The journal as it lies on the disk; nil while there is none.
  private var written: [UInt8]?

  /// Takes up a journal.
  ///
  /// - Parameter written: the journal as it lies on the disk; nil where there is none yet.
  init(_ journal: Journal, at place: WritePlace, on disk: Disk, written: [UInt8]?)
    throws(FileError)
  {
    self.journal = journal
    self.place = place
    self.disk = disk
    self.written = written
    folder = try disk.realPath(of: place.folder)
  }

  /// What a file is, compared with what the journal says.
  enum Standing {
    /// It has the old contents, or is not there where it was not.
    case old
    /// It has the new contents.
    case new
    /// It has others, or none: somebody else was there.
    case edited
  }

  func target(_ file: Journal.File) -> BytePath { folder.appending(file.target) }

  func prepared(_ file: Journal.File) -> BytePath {
    target(file).folder.appending(file.prepared)
  }

  func kept(_ file: Journal.File) -> BytePath { target(file).folder.appending(file.kept) }

  func standing(_ file: Journal.File) throws(FileError) -> Standing {
    let digest = try self.digest(of: target(file))
    if digest == file.new { return .new }
    return digest == file.old ? .old : .edited
  }

  /// The digest of a file; nil where there is none.
  func digest(of path: BytePath) throws(FileError) -> Digest? {
    do throws(FileError) {
      return try disk.digest(of: path, isCancelled: { false }).digest
    } catch {
      if error.reason == .notFound { return nil }
      throw error
    }
  }

  /// Records how far the write is.
  mutating func enter(_ state: Journal.State) throws(FileError) {
    journal.state = state
    let contents = journal.contents
    if contents == written { return }
    try disk.replace(place.journal, with: contents, expecting: written)
    written = contents
  }

  /// Puts in place what is prepared, the versions file last; ``clear()`` follows.
  ///
  /// - Parameter confirm: asked right before each file is put in place.
  /// - Throws: ``FileError/Reason/changed`` at a file with neither the old nor the new contents.
  func finish(confirm: (Int) throws(FileError) -> Void = { _ in }) throws(FileError) {
    for (index, file) in journal.files.enumerated() where try standing(file) != .new {
      // The names of all others are on the disk before that of the versions file.
      if index == journal.files.count - 1 { try syncFolders() }
      try confirm(index)
      guard try standing(file) == .old else { throw FileError(target(file), .changed) }
      try disk.move(prepared(file), to: target(file))
    }
    try syncFolders()
  }

  /// Puts back what was put in place, the versions file first; ``clear()`` follows.
  func undo() throws(FileError) {
    for file in journal.files.reversed() where try standing(file) == .new {
      if file.old == nil {
        try disk.removeFile(target(file))
      } else {
        try disk.move(kept(file), to: target(file))
      }
    }
    try syncFolders()
  }

  /// Takes away what was prepared and kept, then the journal.
  func clear() throws(FileError) {
    for file in journal.files {
      try disk.removeFile(prepared(file))
      try disk.removeFile(kept(file))
    }
    try disk.removeFile(place.journal)
    // Should a power cut bring the journal back, there is nothing left to do for it.
    try? disk.sync(folder)
  }

  /// Forces to the disk what names the folders of all files hold.
  func syncFolders() throws(FileError) {
    var done: Set<BytePath> = []
    for file in journal.files where done.insert(target(file).folder).inserted {
      try disk.sync(target(file).folder)
    }
  }
}
