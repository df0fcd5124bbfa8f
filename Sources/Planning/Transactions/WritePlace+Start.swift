import Disk
import Glibc
import Values

extension WritePlace {
  /// What a program that is about to write starts with: the lock, and a project without an interrupted
  /// write.
  public struct Start: Sendable {
    /// The lock; nil where the folder takes no file, so that a write will fail, and say why.
    public let lock: WriteLock?
    /// What was done about an interrupted write.
    public let report: Repair.Report?
    /// The file of the lock, where it lay there before and stays, for no program of this kind made it here.
    public let leftLock: BytePath?
  }

  /// Takes the lock, then finishes or takes back an interrupted write.
  ///
  /// - Parameter patience: the number of times that the lock is tried again, 20 milliseconds apart.
  public func start(
    on disk: some FileSystem, preferring direction: Repair.Direction = .finish,
    patience: Int = WritePlace.patience
  ) throws(RepairError) -> Start {
    let lock: WriteLock
    do throws(WriteError) {
      lock = try takeLock(on: disk, patience: patience)
    } catch {
      if case .held(let name, let holder) = error { throw .held(name, holder) }
      try confirmFinished(on: disk)
      return Start(lock: nil, report: nil, leftLock: nil)
    }
    return Start(
      lock: lock, report: try Repair.run(at: self, on: disk, preferring: direction),
      leftLock: lock.isOwn ? nil : self.lock)
  }

  /// Makes sure that no interrupted write is in the way of reading, changing nothing.
  ///
  /// Waits for a write that is under way.
  public func confirmFinished(
    on disk: some FileSystem, patience: Int = WritePlace.patience
  ) throws(RepairError) {
    var attempt = 0
    do throws(FileError) {
      while try hasJournal(on: disk) {
        let isLocked = try disk.isLocked(lock)
        // The writer may have ended between the two questions.
        if !isLocked, try hasJournal(on: disk) { throw FileError(journal, .exists) }
        if isLocked, attempt >= patience { throw FileError(journal, .locked) }
        attempt += 1
        poll(nil, 0, WritePlace.step)
      }
    } catch {
      switch error.reason {
      case .exists:
        guard let finding = try finding(on: disk) else { return }
        throw self.error(of: finding) ?? .unfinished(name, journalName)
      case .locked: throw .held(name, LockHolder())
      case let reason: throw .file(journalName, reason)
      }
    }
  }
}
