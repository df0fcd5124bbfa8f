import Disk
import Glibc
import Planning
import Values

/// Keeps the pending choices in the state folder while the program runs, so that however it ends the
/// next start can offer them.
///
/// Saves are made on a thread that lives as long as there is something to save; of several states that
/// wait the newest alone is saved. The lock is a `pthread_mutex_t`, as in `Mailbox`.
final class RecoveryKeeper: @unchecked Sendable {
  /// What a session that is gone has left pending in the project.
  let earlier: [AssetID: Choice]

  private let project: BytePath
  private let state: BytePath?
  private let fileSystem: any FileSystem
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let isIdle: UnsafeMutablePointer<pthread_cond_t>
  // Guarded by the lock.
  private var wanted: Choices?
  private var isSaving = false
  // The saving thread's while there is one.
  private var slot: RecoverySlot?
  private var loss: RecoveryLoss?

  /// Looks for what an earlier session left.
  ///
  /// - Parameter state: the state folder; nil where the user has none.
  init(project: BytePath, state: BytePath?, fileSystem: any FileSystem) {
    self.project = project
    self.state = state
    self.fileSystem = fileSystem
    lock = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    isIdle = .allocate(capacity: 1)
    pthread_cond_init(isIdle, nil)
    slot = state.flatMap { RecoverySlot.left(of: project, in: $0, on: fileSystem) }
    earlier = slot?.earlier?.choices.dictionary ?? [:]
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
    pthread_cond_destroy(isIdle)
    isIdle.deallocate()
  }

  /// Saves choices in place of those saved before, soon; none: removes what was saved.
  func keep(_ choices: Choices) {
    pthread_mutex_lock(lock)
    wanted = choices
    let isFirst = !isSaving
    isSaving = true
    pthread_mutex_unlock(lock)
    if isFirst, !Threads.detach({ self.saveAll() }) { saveAll() }
  }

  /// Waits until the newest choices are saved, and lets other sessions have the file.
  ///
  /// - Returns: why they are not.
  func finish() -> RecoveryLoss? {
    pthread_mutex_lock(lock)
    while isSaving { pthread_cond_wait(isIdle, lock) }
    pthread_mutex_unlock(lock)
    slot?.release()
    slot = nil
    return loss
  }

  private func saveAll() {
    pthread_mutex_lock(lock)
    while let choices = wanted {
      wanted = nil
      pthread_mutex_unlock(lock)
      save(choices)
      pthread_mutex_lock(lock)
    }
    isSaving = false
    pthread_cond_broadcast(isIdle)
    pthread_mutex_unlock(lock)
  }

  private func save(_ choices: Choices) {
    loss = nil
    do throws(FileError) {
      if choices.isEmpty {
        try slot?.save(nil)
        return
      }
      guard let state else {
        loss = .noFolder
        return
      }
      if slot == nil { slot = try .free(of: project, in: state, on: fileSystem) }
      try slot?.save(Recovery(project: project, choices: choices))
    } catch {
      loss = .file(error)
    }
  }
}

/// Why pending choices could not be saved.
enum RecoveryLoss: Error, CustomStringConvertible {
  /// Neither the state folder nor a home folder is known.
  case noFolder
  /// The file could not be written.
  case file(FileError)

  var description: String {
    switch self {
    case .noFolder: "neither XDG_STATE_HOME nor HOME names a folder"
    case .file(let error): error.description
    }
  }
}
