import Glibc

/// A project as it stands on disk: settings, versions file, and every asset beside its record.
public struct Workspace: Sendable {
  /// The project.
  public let project: Project
  /// The versions file as it was read.
  public let versions: VersionsDocument
  /// Every asset beside its record.
  public let inventory: Inventory

  /// Reads the versions file, scans the static roots and digests every asset.
  ///
  /// - Throws: ``FileError`` or ``VersionsError`` for the versions file, ``ScanError`` for a root.
  public init(of project: Project, on fileSystem: any FileSystem) throws {
    self.project = project
    versions = try VersionsDocument.read(of: project, from: fileSystem)
    let inventory = Inventory(
      scan: try Scanner(project: project, fileSystem: fileSystem).scan(), versions: versions.file,
      settings: project.settings)
    self.inventory = SharedInventory(inventory).reading(on: fileSystem)
  }

  /// What makes next tokens on a day in this project.
  public func rules(on day: CalendarDay) -> TokenRules {
    TokenRules(day: day, hashLength: project.settings.strategies.hashLength)
  }

  /// Plans what choices do.
  ///
  /// - Parameter mending: the tokens in the project's files; nil leaves them as they are.
  public func plan(
    _ choices: Choices, on day: CalendarDay, mending: Mending? = nil
  ) -> Plan {
    Plan(
      choices: choices, inventory: inventory, versions: versions, rules: rules(on: day),
      mending: mending)
  }
}

/// An inventory that the threads of a run take their results into.
private final class SharedInventory: @unchecked Sendable {
  // Guarded by the lock. A pthread mutex, because the thread sanitizer does not see into
  // Synchronization.Mutex and reports races that are none.
  private var inventory: Inventory
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init(_ inventory: Inventory) {
    self.inventory = inventory
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// The inventory with the digest of every file.
  func reading(on fileSystem: any FileSystem) -> Inventory {
    DigestRun(fileSystem: fileSystem).digest(
      inventory.files, finished: { index, result in self.take(result, at: index) })
    return inventory
  }

  private func take(_ result: Result<FileDigest, FileError>, at index: Int) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    inventory.take(result, at: index)
  }
}
