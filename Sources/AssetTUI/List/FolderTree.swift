import Site
import Values

/// The folders of all assets as a tree.
///
/// Assets lie in the order of their paths' bytes, so that all below one folder lie side by side: a folder
/// is a stretch of indices. The first folder of a root is the root itself.
public struct FolderTree: Equatable, Sendable {
  /// The folders, each before those in it.
  private(set) var folders: [Folder] = []
  /// The folder that each asset lies in.
  private(set) var folderOfAsset: [UInt32] = []

  /// One folder.
  struct Folder: Equatable, Sendable {
    /// The folder around it; -1 for a root.
    var parent: Int32
    /// The first asset below it, and the one behind the last.
    var first: UInt32
    var end: UInt32
    /// The folder behind all that lie below it.
    var next: UInt32
    /// The bytes of its path with the last slash; 0 for a root.
    var length: UInt32
  }

  /// Makes a tree without folders.
  public init() {}

  /// Makes the tree of assets.
  public init(_ names: AssetNames) {
    folderOfAsset.reserveCapacity(names.count)
    var open: [Int] = []
    var previous: [UInt8] = []
    var root: String?
    for index in 0..<names.count {
      let own = names.root(at: index)
      if own != root {
        close(&open, to: 0, at: index)
        root = own
        previous = []
        begin(&open, at: index, length: 0)
      }
      names.withPath(index) { path in
        var common = 0
        let most = min(path.count, previous.count)
        while common < most, path[common] == previous[common] { common += 1 }
        var keep = open.count
        while keep > 1, Int(folders[open[keep - 1]].length) > common { keep -= 1 }
        close(&open, to: keep, at: index)
        var place = Int(folders[open[keep - 1]].length)
        while place < path.count {
          if path[place] == BytePath.slash { begin(&open, at: index, length: place + 1) }
          place += 1
        }
        previous.removeAll(keepingCapacity: true)
        previous.append(contentsOf: path)
      }
      folderOfAsset.append(UInt32(open[open.count - 1]))
    }
    close(&open, to: 0, at: names.count)
  }

  private mutating func begin(_ open: inout [Int], at index: Int, length: Int) {
    folders.append(
      Folder(
        parent: open.last.map(Int32.init) ?? -1, first: UInt32(index), end: UInt32(index),
        next: 0, length: UInt32(length)))
    open.append(folders.count - 1)
  }

  private mutating func close(_ open: inout [Int], to count: Int, at index: Int) {
    while open.count > count, let last = open.popLast() {
      folders[last].end = UInt32(index)
      folders[last].next = UInt32(folders.count)
    }
  }

  /// The indices of the assets below a folder.
  func range(of folder: Int) -> Range<Int> {
    Int(folders[folder].first)..<Int(folders[folder].end)
  }

  /// The folder around a folder; nil for a root.
  func parent(of folder: Int) -> Int? {
    folders[folder].parent < 0 ? nil : Int(folders[folder].parent)
  }

  /// The folder that an asset lies in.
  func folder(of asset: Int) -> Int { Int(folderOfAsset[asset]) }

  /// Whether a folder is a root.
  func isRoot(_ folder: Int) -> Bool { folders[folder].parent < 0 }

  /// The path of a folder with its last slash; empty for a root.
  func path(of folder: Int, in names: AssetNames) -> [UInt8] {
    let length = Int(folders[folder].length)
    return names.withPath(Int(folders[folder].first)) { Array($0.prefix(length)) }
  }

  /// The name of a folder, as another tree may have it.
  func name(of folder: Int, in names: AssetNames) -> AssetID {
    AssetID(
      root: names.root(at: Int(folders[folder].first)),
      path: BytePath(bytes: path(of: folder, in: names)))
  }

  /// The folder of a name; nil where there is none.
  func folder(named name: AssetID, in names: AssetNames) -> Int? {
    folders.indices.first { folder in
      Int(folders[folder].length) == name.path.bytes.count
        && self.name(of: folder, in: names) == name
    }
  }
}
