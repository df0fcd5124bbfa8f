import Disk
import Synchronization
import Values

/// The folders of a project and the names in them, as one look at all of them found them.
///
/// Folders of installed packages and build output are not looked into, nor are dotfolders and links, and
/// one that cannot be listed has no listing. Of the files in a folder those that are wanted are kept,
/// links, which any file may take the place of, and the first, so that the folders that hold files are
/// known; dotfiles are not.
package struct ProjectListing: Sendable {
  /// The folders, those that lie in another one behind it; the project's own is the first.
  package private(set) var folders: [Folder]
  /// Those that are left out.
  private var left: [Place] = []
  private let top: BytePath
  private let isWanted: @Sendable (BytePath) -> Bool

  /// A folder.
  package struct Folder: Sendable {
    /// The path from the project's folder; `.` for itself.
    package let path: BytePath
    /// What it holds; nil where it cannot be listed.
    package fileprivate(set) var listing: FolderListing?
    /// By the row of each folder in it that was looked into, that one's index.
    fileprivate(set) var below: [Int32: Int] = [:]
  }

  /// A folder's path, and where its name stands.
  private struct Place {
    package let path: BytePath
    let folder: Int
    let row: Int32
  }

  /// The number of folders for each thread from which on several threads look.
  private static let share = 8

  /// Looks into the folders of a project, on as many threads as there are cores.
  ///
  /// - Parameters:
  ///   - top: the project's folder, absolute.
  ///   - passedOver: folders that are not looked into, from the project's.
  ///   - statesFiles: whether the states of files are asked for.
  ///   - isWanted: whether a file is wanted, by its name.
  ///   - isCancelled: asked once a folder, on the caller's thread; true ends the search with what is found.
  package init(
    of top: BytePath, on fileSystem: any FileSystem, outside passedOver: [BytePath] = [],
    statesFiles: Bool = false, isWanted: @escaping @Sendable (BytePath) -> Bool = { _ in true },
    isCancelled: () -> Bool = { false }
  ) {
    self.top = top
    self.isWanted = isWanted
    folders = [Folder(path: ".")]
    look(
      into: 0..<1, outside: Set(passedOver.map(\.normalized)), on: fileSystem,
      statesFiles: statesFiles, isCancelled)
  }

  /// The number of names in all folders.
  package var count: Int { folders.reduce(0) { $0 + ($1.listing?.count ?? 0) } }

  /// The same with the folders that were left out, without the states of the files there.
  package func whole(on fileSystem: any FileSystem, isCancelled: () -> Bool = { false })
    -> ProjectListing
  {
    var whole = self
    let first = folders.count
    for place in left { whole.add(place) }
    whole.left = []
    whole.look(
      into: first..<whole.folders.count, outside: [], on: fileSystem, statesFiles: false,
      isCancelled)
    return whole
  }

  /// Lists folders, then those in them, and so on.
  private mutating func look(
    into first: Range<Int>, outside passedOver: Set<BytePath>, on fileSystem: any FileSystem,
    statesFiles: Bool, _ isCancelled: () -> Bool
  ) {
    var level = first
    while !level.isEmpty {
      let run = ListingRun(
        level.map { top.appending(folders[$0].path) }, on: fileSystem, statesFiles: statesFiles,
        isWanted: isWanted)
      let threads = level.count < Threads.cores * Self.share ? 1 : Threads.cores
      Threads.run(threads, { run.work { false } }) { run.work(isCancelled) }
      for (index, listing) in zip(level, run.listings) { folders[index].listing = listing }
      if run.isCancelled { return }
      let next = folders.count
      for index in level { addFolders(in: index, outside: passedOver) }
      level = next..<folders.count
    }
  }

  private mutating func addFolders(in index: Int, outside passedOver: Set<BytePath>) {
    guard let listing = folders[index].listing else { return }
    for row in 0..<listing.count {
      let item = listing.items[row]
      guard item.kind == .folder, !item.isLink else { continue }
      let name = listing.name(at: row)
      if DetectedLayout.isPassedOver(name.bytes) { continue }
      let path = index == 0 ? name : folders[index].path.appending(name)
      let place = Place(path: path, folder: index, row: Int32(row))
      if passedOver.contains(path) { left.append(place) } else { add(place) }
    }
  }

  private mutating func add(_ place: Place) {
    folders[place.folder].below[place.row] = folders.count
    folders.append(Folder(path: place.path))
  }

  /// The files, from the project's folder, in the order of their bytes.
  package var paths: [BytePath] {
    var paths: [BytePath] = []
    var open = [(folder: 0, rows: rows(of: folders[0]))]
    while let last = open.indices.last {
      guard let row = open[last].rows.popLast() else {
        open.removeLast()
        continue
      }
      let folder = open[last].folder
      if let below = folders[folder].below[row] {
        open.append((below, rows(of: folders[below])))
      } else if let name = folders[folder].listing?.name(at: Int(row)) {
        paths.append(folder == 0 ? name : folders[folder].path.appending(name))
      }
    }
    return paths
  }

  /// The rows of the files and of the folders that were looked into, from the last to the first.
  private func rows(of folder: Folder) -> [Int32] {
    guard let listing = folder.listing else { return [] }
    let files = (0..<Int32(listing.count)).filter { listing.items[Int($0)].kind == .file }
    return (files + folder.below.keys).sorted { listing.isBefore(Int($1), Int($0)) }
  }
}

/// What the threads share that list folders.
private final class ListingRun: Sendable {
  private let paths: [BytePath]
  private let fileSystem: any FileSystem
  private let statesFiles: Bool
  private let isWanted: @Sendable (BytePath) -> Bool
  private let next = Atomic<Int>(0)
  private let hasEnded = Atomic<Bool>(false)
  private let found: Locked<[FolderListing?]>

  package init(
    _ paths: [BytePath], on fileSystem: any FileSystem, statesFiles: Bool,
    isWanted: @escaping @Sendable (BytePath) -> Bool
  ) {
    self.paths = paths
    self.fileSystem = fileSystem
    self.statesFiles = statesFiles
    self.isWanted = isWanted
    found = Locked([FolderListing?](repeating: nil, count: paths.count))
  }

  /// The listings, once all threads are done.
  var listings: [FolderListing?] { found.use { $0 } }

  var isCancelled: Bool { hasEnded.load(ordering: .relaxed) }

  /// Lists folders until there are no more.
  func work(_ isToEnd: () -> Bool) {
    while !isCancelled {
      if isToEnd() { return hasEnded.store(true, ordering: .relaxed) }
      let turn = next.add(1, ordering: .relaxed).oldValue
      guard turn < paths.count else { return }
      let listing = try? fileSystem.listing(of: paths[turn], statesFiles: statesFiles)
      let kept = listing.map(sifted)
      found.use { $0[turn] = kept }
    }
  }

  /// Keeps folders, links, the files that are wanted, and the first.
  private func sifted(_ listing: FolderListing) -> FolderListing {
    var first: Int?
    for row in 0..<listing.count where listing.items[row].kind == .file && !listing.isHidden(row) {
      if first.map({ listing.isBefore(row, $0) }) ?? true { first = row }
    }
    return listing.keeping { row in
      if listing.isHidden(row) { return false }
      let item = listing.items[row]
      return item.kind == .folder || item.isLink || row == first
        || item.kind == .file && isWanted(listing.name(at: row))
    }
  }
}
