import AssetCore
import AssetTUI
import Glibc
import Screen
import Synchronization

/// One scan: reads settings and versions file, lists the roots, then reads every asset.
final class ScanJob: Sendable {
  private let number: Int
  private let folder: BytePath
  private let fileSystem: any FileSystem
  private let mailbox: Mailbox<Message>
  private let isCancelled = Atomic<Bool>(false)

  init(number: Int, folder: BytePath, fileSystem: any FileSystem, mailbox: Mailbox<Message>) {
    self.number = number
    self.folder = folder
    self.fileSystem = fileSystem
    self.mailbox = mailbox
  }

  /// Lets the scan end soon; what is known is kept.
  func cancel() {
    isCancelled.store(true, ordering: .relaxed)
  }

  /// Scans, and posts what is found on the way.
  func run() {
    do {
      let project = try Project.open(folder, in: fileSystem)
      let versions = try VersionsDocument.read(of: project, from: fileSystem)
      let inventory = Inventory(
        scan: try list(project), versions: versions.file, settings: project.settings)
      let files = inventory.files
      mailbox.post(
        .listed(
          Listing(project: project, versions: versions, inventory: inventory), scan: number))
      read(files)
      mailbox.post(.scanned(scan: number))
    } catch ScanError.cancelled {
      mailbox.post(.scanned(scan: number))
    } catch {
      mailbox.post(.scanFailed("\(error)", scan: number))
    }
  }

  private func list(_ project: Project) throws -> Scan {
    var pace = Pace()
    return try Scanner(project: project, fileSystem: fileSystem).scan(
      progress: { count in
        if pace.isDue() { mailbox.post(.found(count, scan: number)) }
      },
      isCancelled: { isCancelled.load(ordering: .relaxed) })
  }

  private func read(_ files: Inventory.Files) {
    let batch = ReadBatch(mailbox: mailbox, number: number)
    // A large file may take long: what is read beside it must not wait for it.
    Threads.detach {
      while batch.isOpen {
        usleep(100_000)
        batch.post()
      }
    }
    DigestRun(fileSystem: fileSystem).digest(
      files,
      finished: { index, result in batch.add(ReadAsset(index: index, result: result)) },
      isCancelled: { [self] in isCancelled.load(ordering: .relaxed) })
    batch.close()
  }
}

/// Results that are posted together, so that the screen is drawn ten times a second at most.
private final class ReadBatch: @unchecked Sendable {
  private let mailbox: Mailbox<Message>
  private let number: Int
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private var assets: [ReadAsset] = []
  private var isClosed = false

  init(mailbox: Mailbox<Message>, number: Int) {
    self.mailbox = mailbox
    self.number = number
    lock = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// Whether more results may come.
  var isOpen: Bool { locked { !isClosed } }

  func add(_ asset: ReadAsset) {
    locked { assets.append(asset) }
  }

  /// Posts what has come together since the last time.
  func post() {
    locked { postAll() }
  }

  /// Posts what is left; nothing is posted after that.
  func close() {
    locked {
      postAll()
      isClosed = true
    }
  }

  private func postAll() {
    if !assets.isEmpty { mailbox.post(.digested(assets, scan: number)) }
    assets = []
  }

  private func locked<T>(_ body: () -> T) -> T {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }
}

/// Says when a tenth of a second has passed since it said so last.
private struct Pace {
  private var last = Pace.now

  mutating func isDue() -> Bool {
    let now = Pace.now
    guard now - last >= 100_000_000 else { return false }
    last = now
    return true
  }

  /// Nanoseconds of the monotonic clock.
  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
