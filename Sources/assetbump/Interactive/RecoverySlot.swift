import Disk
import Glibc
import Planning
import Values

/// A recovery file that is this session's alone for as long as it lives.
///
/// Sessions that run on one project at once have one each. A lock on a file beside it says that it is
/// taken; the system takes the lock away however the session ends. The recovery file itself cannot
/// carry the lock, since each save puts another file in its place.
final class RecoverySlot {
  private let path: BytePath
  private let lockPath: BytePath
  private let lock: Int32
  private let fileSystem: any FileSystem
  /// What lies in the file now, as far as this session knows; nil where there is no file.
  private var contents: [UInt8]?
  /// The recovery that lay in the file when it was taken.
  let earlier: Recovery?

  /// The number of sessions on one project that can keep something at once.
  private static let most = 16
  /// The greatest size of a recovery that is read, in bytes.
  private static let largest = 1 << 28
  /// How often a save waits for another session's that is under way in the same folder.
  private static let patience = 400

  /// Takes the first file that a session which is gone has left a recovery of the project in.
  static func left(
    of project: BytePath, in state: BytePath, on fileSystem: any FileSystem
  ) -> RecoverySlot? {
    let folder = Recovery.path(of: project, in: state).folder
    guard (try? fileSystem.confirmOwn(folder)) != nil else { return nil }
    for session in 1...most {
      let path = Recovery.path(of: project, in: state, session: session)
      guard (try? fileSystem.kind(of: path)) == .file, fileSystem.isOwn(path),
        let slot = try? RecoverySlot(path, of: project, on: fileSystem)
      else { continue }
      if slot.earlier != nil { return slot }
      slot.release()
    }
    return nil
  }

  /// Takes the first file that no session has and that holds no recovery.
  ///
  /// A file of another user's is left alone.
  ///
  /// - Throws: ``FileError``, `.locked` where every one is taken, `.foreign` where others may write in the
  ///   folder.
  static func free(
    of project: BytePath, in state: BytePath, on fileSystem: any FileSystem
  ) throws(FileError) -> RecoverySlot {
    let first = Recovery.path(of: project, in: state)
    try fileSystem.makeFolder(first.folder)
    try fileSystem.confirmOwn(first.folder)
    for session in 1...most {
      let path = Recovery.path(of: project, in: state, session: session)
      guard fileSystem.isOwn(path) else { continue }
      let slot = try RecoverySlot(path, of: project, on: fileSystem)
      guard let slot else { continue }
      if slot.earlier == nil { return slot }
      slot.release()
    }
    throw FileError(first, .locked)
  }

  /// Takes a file; nil where another session has it.
  private init?(
    _ path: BytePath, of project: BytePath, on fileSystem: any FileSystem
  ) throws(FileError) {
    let lockPath = path.folder.appending(BytePath(bytes: Array(path.name) + Array(".lock".utf8)))
    guard let lock = try FileLock.acquire(lockPath) else { return nil }
    do throws(FileError) {
      contents = try RecoverySlot.contents(of: path, on: fileSystem)
    } catch {
      FileLock.release(lock, lockPath)
      throw error
    }
    self.path = path
    self.lockPath = lockPath
    self.lock = lock
    self.fileSystem = fileSystem
    let found = contents.flatMap(Recovery.init)
    earlier = found?.project == project ? found : nil
  }

  /// Puts a recovery in the file; nil removes it.
  func save(_ recovery: Recovery?) throws(FileError) {
    guard let recovery else {
      try fileSystem.removeFile(path)
      contents = nil
      return
    }
    let new = recovery.contents
    if new == contents { return }
    for attempt in 1... {
      do throws(FileError) {
        try fileSystem.replace(path, with: new, expecting: contents)
        contents = new
        return
      } catch {
        guard attempt < RecoverySlot.patience else { throw error }
        switch error.reason {
        // The sessions of all projects share the folder.
        case .locked: poll(nil, 0, 5)
        // Somebody tidied up; the file is this session's all the same.
        case .changed, .exists: contents = try RecoverySlot.contents(of: path, on: fileSystem)
        default: throw error
        }
      }
    }
  }

  private static func contents(
    of path: BytePath, on fileSystem: any FileSystem
  ) throws(FileError) -> [UInt8]? {
    try fileSystem.kind(of: path) == nil ? nil : fileSystem.read(path, limit: largest)
  }

  /// Lets another session take the file.
  func release() {
    FileLock.release(lock, lockPath)
  }
}
