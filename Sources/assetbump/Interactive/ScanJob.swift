import AssetCore
import AssetTUI
import Disk
import Glibc
import Screen
import Site
import Synchronization
import Values

/// One scan: reads settings and versions file, lists the roots, then reads every asset that no earlier
/// run has read.
final class ScanJob: Sendable {
  private let number: Int
  private let folder: BytePath
  private let fileSystem: any FileSystem
  private let believing: Bool
  private let mailbox: Mailbox<Message>
  private let isCancelled = Atomic<Bool>(false)
  private let end = Latch()

  /// Makes a scan.
  ///
  /// - Parameters:
  ///   - number: the number that its messages bear.
  ///   - folder: the project's folder, absolute.
  ///   - believing: whether what earlier runs remember counts.
  ///   - mailbox: where its messages go.
  init(
    number: Int, folder: BytePath, fileSystem: any FileSystem, believing: Bool,
    mailbox: Mailbox<Message>
  ) {
    self.number = number
    self.folder = folder
    self.fileSystem = fileSystem
    self.believing = believing
    self.mailbox = mailbox
  }

  /// Lets the scan end soon; what is known is kept.
  func cancel() {
    isCancelled.store(true, ordering: .relaxed)
  }

  /// Waits until what was read is remembered for the next run: a second at most, for a file that the
  /// system does not give hinders nobody.
  func waitForEnd() {
    end.wait(seconds: 1)
  }

  /// Scans, and posts what is found on the way.
  ///
  /// - Parameter earlier: the scan before, which may still be about to remember what it has read.
  func run(after earlier: ScanJob?) {
    earlier?.waitForEnd()
    defer { end.open() }
    do {
      DescriptorShortage.reset()
      let unread = try list()
      if unread.count > 0 { read(unread) }
      try DescriptorShortage.check(folder)
      mailbox.post(.scanned(scan: number))
      unread.remember()
      let initialization = Initialization(
        folder: folder, fileSystem: fileSystem, state: StateFolder.path)
      if let day = try? Today.day(), let offer = initialization.offer(on: day) {
        mailbox.post(.setUpOffered(offer))
      }
    } catch ScanError.cancelled {
      mailbox.post(.scanned(scan: number))
    } catch {
      mailbox.post(
        .scanFailed(ProjectFailure(error, in: folder, on: fileSystem), scan: number))
    }
  }

  /// Lists the assets, posts them and forgets them: while they are held here the state would have to
  /// copy them to change one.
  private func list() throws -> UnreadFiles {
    if isCancelled.load(ordering: .relaxed) { throw ScanError.cancelled }
    let project = try Project.open(folder, in: fileSystem)
    var pace = Pace()
    let (workspace, unread) = try Workspace.listed(
      of: project, on: fileSystem, remembering: CacheFolder.cache(of: project.folder),
      believing: believing,
      progress: { count in
        if pace.isDue() { mailbox.post(.found(count, scan: number)) }
      },
      isCancelled: { isCancelled.load(ordering: .relaxed) })
    mailbox.post(
      .listed(
        Listing(project: project, versions: workspace.versions, inventory: workspace.inventory),
        scan: number))
    return unread
  }

  private func read(_ files: UnreadFiles) {
    let batch = ReadBatch(mailbox: mailbox, number: number)
    // A large file may take long: what is read beside it must not wait for it.
    Threads.detach {
      while batch.isOpen {
        usleep(100_000)
        batch.post()
      }
    }
    files.read(
      on: fileSystem,
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
