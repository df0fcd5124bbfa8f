import Disk
import Formats
import Synchronization
import Values

/// What several threads found ahead of a walk: whole folders with all below them, and, nearer to the
/// first, the listings of those that were only passed through.
struct WalkAhead {
  private var listings: [BytePath: Result<FolderListing, FileError>] = [:]
  private var folders: [BytePath: Result<WalkedFolder, FileError>] = [:]

  /// What was found in a folder and below it; nil where nobody went there.
  mutating func takeFolder(at path: BytePath) throws(FileError) -> WalkedFolder? {
    guard !folders.isEmpty else { return nil }
    return try folders.removeValue(forKey: path)?.get()
  }

  /// Sets aside room in a tree for all folders that were found whole.
  func reserveRoom(in tree: inout KnownTree) {
    let found = folders.values.compactMap { try? $0.get().tree }
    tree.reserve(
      files: found.reduce(0) { $0 + $1.paths.count },
      bytes: found.reduce(0) { $0 + $1.paths.byteCount })
  }

  /// The listing of a folder; nil where nobody made one.
  mutating func takeListing(of path: BytePath) throws(FileError) -> FolderListing? {
    guard !listings.isEmpty else { return nil }
    return try listings.removeValue(forKey: path)?.get()
  }
}

// How it is found.
extension WalkAhead {
  /// The number of folders for each thread that make the threads end at about the same time.
  private static let share = 8

  /// Walks all below the first folder of a walk, but for what lies behind links, on several threads.
  ///
  /// - Parameter isCancelled: told the number of files found since it was asked last, on the caller's
  ///   thread; true ends the search with what is found.
  init(of walk: FolderWalk, threads: Int, isCancelled: (Int) -> Bool) {
    guard threads > 1, walk.earlier == nil else { return }
    let starts = spread(from: WalkLevel(top: walk.top), for: walk, to: threads * WalkAhead.share)
    guard starts.count > 1 else { return }
    let run = WalkAheadRun(walk, starts)
    Threads.run(min(threads, starts.count), { run.work { _ in false } }) {
      run.work(telling: isCancelled)
    }
    folders = run.results
  }

  /// Lists folders, those nearer to the first before others, until there are so many below them.
  private mutating func spread(
    from first: WalkLevel, for walk: FolderWalk, to wanted: Int
  ) -> [WalkLevel] {
    var level = [first]
    while !level.isEmpty, level.count < wanted {
      var next: [WalkLevel] = []
      for var folder in level {
        do throws(FileError) {
          folder.listing = try walk.fileSystem.listing(
            of: folder.file, statesFiles: walk.statesFiles)
          listings[folder.path] = .success(folder.listing)
          next += folder.foldersBelow.filter { !walk.ignore.matchesFolder($0.path) }
        } catch {
          listings[folder.path] = .failure(error)
        }
      }
      level = next
    }
    return level
  }
}

extension WalkLevel {
  /// The folders in this one that are no links.
  fileprivate var foldersBelow: [WalkLevel] {
    (0..<listing.count).filter {
      listing.items[$0].kind == .folder && !listing.items[$0].isLink && !listing.isHidden($0)
    }.map { WalkLevel($0, in: self) }
  }
}

/// What the threads share that walk ahead.
private final class WalkAheadRun: Sendable {
  private let walk: Locked<FolderWalk>
  private let starts: [WalkLevel]
  private let next = Atomic<Int>(0)
  private let found = Atomic<Int>(0)
  private let hasEnded = Atomic<Bool>(false)
  private let outcomes = Locked<[BytePath: Result<WalkedFolder, FileError>]>([:])

  init(_ walk: FolderWalk, _ starts: [WalkLevel]) {
    self.walk = Locked(walk)
    self.starts = starts
  }

  /// To be read when the threads have ended.
  var results: [BytePath: Result<WalkedFolder, FileError>] { outcomes.use { $0 } }

  /// Walks folders until there are no more.
  ///
  /// - Parameter isCancelled: told the number of files that all threads found since it was asked last.
  func work(telling isCancelled: (Int) -> Bool) {
    while !hasEnded.load(ordering: .relaxed) {
      let turn = next.add(1, ordering: .relaxed).oldValue
      guard turn < starts.count else { return }
      var walk = walk.use { $0 }
      let result: Result<WalkedFolder, FileError>
      do throws(FileError) {
        try walk.go(from: starts[turn]) { count in
          found.add(count, ordering: .relaxed)
          if isCancelled(found.exchange(0, ordering: .relaxed)) {
            hasEnded.store(true, ordering: .relaxed)
          }
          return hasEnded.load(ordering: .relaxed)
        }
        result = .success(walk.found)
      } catch {
        result = .failure(error)
      }
      outcomes.use { $0[starts[turn].path] = result }
    }
  }
}
