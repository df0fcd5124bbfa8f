import Disk
import Values

/// Carries out what a journal of this user's own says, forward or back; each step may be the last one
/// before a crash.
///
/// What a file's contents are tells whether its step was made, so every step may be repeated: a run
/// that dies is taken up by the next.
struct JournalRun<Disk: FileSystem> {
  let place: WritePlace
  let disk: Disk
  let journal: Journal
  private let seal: WriteSeal
  /// The journal as it lies on the disk.
  let contents: [UInt8]
  /// The files, links followed.
  let targets: [BytePath]
  /// How far the write is, as the seal tells.
  private(set) var state: WriteSeal.State

  /// Takes up a journal.
  ///
  /// - Parameters:
  ///   - folder: the folder of the journal by its real name.
  ///   - state: how far its write is, as the seal tells.
  init(
    _ journal: Journal, in folder: BytePath, sealedBy seal: WriteSeal, at place: WritePlace,
    on disk: Disk, state: WriteSeal.State
  ) {
    self.journal = journal
    self.place = place
    self.disk = disk
    self.seal = seal
    self.state = state
    contents = journal.contents
    targets = journal.files.map { folder.appending($0.target) }
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

  func prepared(_ index: Int) -> BytePath { journal.prepared(index, beside: targets[index]) }

  func kept(_ index: Int) -> BytePath { journal.kept(index, beside: targets[index]) }

  func standing(_ index: Int) throws(FileError) -> Standing {
    let file = journal.files[index]
    let digest = try self.digest(of: targets[index])
    if digest == file.new { return .new }
    return digest == file.old ? .old : .edited
  }

  /// The digest of a file that is no link, and whose folder is reached by none; nil where there is none.
  ///
  /// A link that somebody put there since leads to files that are none of this write's.
  func digest(of path: BytePath) throws(FileError) -> Digest? {
    do throws(FileError) {
      guard try disk.target(of: path) == path else { return nil }
      return try disk.digest(of: path, isCancelled: { false }).digest
    } catch {
      if error.reason == .notFound { return nil }
      throw error
    }
  }

  /// Records how far the write is.
  mutating func enter(_ state: WriteSeal.State) throws(FileError) {
    if state == self.state { return }
    try seal.write(state, of: contents, on: disk)
    self.state = state
  }

  /// Puts in place what is prepared, the versions file last; ``clear()`` follows.
  ///
  /// - Parameter confirm: asked right before each file is put in place.
  /// - Throws: ``FileError/Reason/changed`` at a file with neither the old nor the new contents.
  func finish(confirm: (Int) throws(FileError) -> Void = { _ in }) throws(FileError) {
    for index in journal.files.indices where try standing(index) != .new {
      // The names of all others are on the disk before that of the versions file.
      if index == journal.files.count - 1 { try syncFolders() }
      try confirm(index)
      guard try standing(index) == .old else { throw FileError(targets[index], .changed) }
      try disk.move(prepared(index), to: targets[index])
    }
    try syncFolders()
  }

  /// Puts back what was put in place, the versions file first; ``clear()`` follows.
  func undo() throws(FileError) {
    for (index, file) in journal.files.enumerated().reversed() where try standing(index) == .new {
      if file.old == nil {
        try disk.removeFile(targets[index])
      } else {
        try disk.move(kept(index), to: targets[index])
      }
    }
    try syncFolders()
  }

  /// Takes away what was prepared and kept, then the journal.
  func clear() throws(FileError) {
    for (index, file) in journal.files.enumerated() {
      try remove(prepared(index), of: file.new, beside: targets[index])
      try remove(kept(index), of: file.old, beside: targets[index])
    }
    try disk.removeFile(place.journal)
    // Should a power cut bring the journal back, there is nothing left to do for it.
    try? disk.sync(place.folder)
    seal.remove(on: disk)
  }

  /// Takes away what was put aside under a name that only this write makes.
  ///
  /// Where preparing was cut off it may hold a part; later it holds the whole, or what the file itself
  /// holds (a second name of a file that was edited since), or is somebody else's and stays.
  private func remove(
    _ path: BytePath, of digest: Digest?, beside target: BytePath
  ) throws(FileError) {
    if state != .preparing {
      guard let found = try self.digest(of: path) else { return }
      if found != digest, try found != self.digest(of: target) { return }
    }
    try disk.removeFile(path)
  }

  /// Forces to the disk what names the folders of all files hold.
  func syncFolders() throws(FileError) {
    var done: Set<BytePath> = []
    for target in targets where done.insert(target.folder).inserted {
      try disk.sync(target.folder)
    }
  }
}
