import Disk
import Values

// How a walk makes a tree, and what it reads in one.
extension KnownTree {
  /// Adds a folder, whose files and folders follow; gives its index.
  ///
  /// - Parameter isAtRest: whether a later change of its names is sure to show in its state.
  mutating func begin(_ path: BytePath, _ stamp: FileStamp?, isAtRest: Bool) -> Int {
    folders.append(
      Folder(
        stamp: stamp ?? FileStamp.unknown, first: UInt32(paths.count),
        end: UInt32(paths.count), next: UInt32(folders.count + 1), isPlain: isAtRest ? 1 : 0))
    folderPaths.append(path.bytes)
    return folders.count - 1
  }

  /// Ends a folder: what was added since it began lies below it.
  mutating func end(_ index: Int) {
    folders[index].end = UInt32(paths.count)
    folders[index].next = UInt32(folders.count)
  }

  /// Hands out the rows of the files in a folder, without those in the folders below it.
  package func forEachFile(in index: Int, _ body: (Int) -> Void) {
    let folder = folders[index]
    var row = Int(folder.first)
    var below = index + 1
    while below < Int(folder.next) {
      while row < Int(folders[below].first) {
        body(row)
        row += 1
      }
      row = Int(folders[below].end)
      below = Int(folders[below].next)
    }
    while row < Int(folder.end) {
      body(row)
      row += 1
    }
  }

  /// Files in or below a folder, to be read.
  func files(in folder: Int, rows: [Int], putsOffLarge: Bool) -> FolderFiles {
    FolderFiles(
      paths, below: top, in: folderPaths.path(at: folder), rows: rows, putsOffLarge: putsOffLarge)
  }

  /// A folder as a listing would give it.
  func listing(of index: Int) -> FolderListing {
    let folder = folders[index]
    let prefix = index == 0 ? 0 : folderPaths.length(of: index) + 1
    var listing = FolderListing()
    listing.stamp = folder.stamp
    listing.isAtRest = true
    forEachFile(in: index) { row in
      let item = FolderListing.Item(
        kind: .file, stamp: stamp(at: row, device: folder.stamp.device), isStamped: true)
      paths.withRow(row) { listing.append(UnsafeBufferPointer(rebasing: $0[prefix...]), item) }
    }
    var below = index + 1
    while below < Int(folder.next) {
      let item = FolderListing.Item(kind: .folder, stamp: folders[below].stamp, isStamped: true)
      folderPaths.withRow(below) {
        listing.append(UnsafeBufferPointer(rebasing: $0[prefix...]), item)
      }
      below = Int(folders[below].next)
    }
    return listing
  }
}
