import Disk
import Values

/// The assets that a scan found, packed: each costs the bytes of its path and twenty more.
///
/// In the order of the roots, then of the paths' bytes. An ``Asset`` is made when it is asked for.
public struct AssetTable: RandomAccessCollection, Equatable, Sendable {
  /// The assets of each root.
  var parts: [Part] = []

  /// The assets of one root, in parallel arrays.
  struct Part: Equatable, Sendable {
    /// The root's name.
    let root: String
    /// The folders that files lie in, links followed.
    var folders: [BytePath] = []
    /// The paths below the root.
    var paths = ByteList()
    /// The sizes in bytes.
    var sizes: [UInt64] = []
    /// The times of the last change, in seconds since 1970, ``FileStamp/unknownTime`` where unknown.
    var times: [Int64] = []
    /// The index of each asset's folder; none where there is one folder at most.
    var folderIndices: [UInt16] = []
    /// The digests of the files in just this state, and for each whether there is one, as a tree says it;
    /// none where nothing is known, and maybe none for the last files.
    var digests: [Digest] = []
    var known: [UInt8] = []

    /// The file of an asset.
    func file(at row: Int) -> BytePath {
      folders[folder(of: row)].appending(paths.path(at: row))
    }

    /// The index of the folder that an asset's file lies in.
    func folder(of row: Int) -> Int {
      folderIndices.isEmpty ? 0 : Int(folderIndices[row])
    }

    /// Makes a part without assets.
    init(root: String) {
      self.root = root
    }

    /// Makes a part of all files of a tree.
    init(root: String, tree: KnownTree) {
      self.root = root
      folders = [tree.top]
      paths = tree.paths
      setStates(tree)
    }

    /// Takes in what is known of the files of a tree, which are all that there are, in their order.
    mutating func setStates(_ tree: KnownTree) {
      sizes = tree.sizes
      times = tree.times
      digests = tree.digests
      known = tree.known
    }

    /// The digest that is known of an asset's file.
    func digest(at row: Int) -> Digest? {
      row < known.count && known[row] != KnownTree.unknown ? digests[row] : nil
    }

    /// Adds an asset of another part, whose file lies in the folder of an index in this one.
    mutating func append(_ row: Int, of other: Part, folder: Int) {
      other.paths.withRow(row) { paths.append($0) }
      sizes.append(other.sizes[row])
      times.append(other.times[row])
      if folders.count > 1 { folderIndices.append(UInt16(folder)) }
      guard !known.isEmpty || !other.known.isEmpty else { return }
      let missing = paths.count - 1 - known.count
      digests += repeatElement(KnownTree.noDigest, count: missing)
      known += repeatElement(KnownTree.unknown, count: missing)
      let digest = other.digest(at: row)
      digests.append(digest ?? KnownTree.noDigest)
      known.append(digest == nil ? KnownTree.unknown : KnownTree.trusted)
    }

    /// Gives back the room that was set aside for more assets.
    mutating func trim() {
      paths.trim()
      sizes = sizes.trimmed()
      times = times.trimmed()
    }
  }

  /// Makes a table without assets.
  public init() {}

  /// Adds the assets of a further root.
  mutating func append(_ part: Part) {
    parts.append(part)
  }

  /// The assets of a root; none where it has none.
  func part(of root: String) -> Part {
    parts.first { $0.root == root } ?? Part(root: root)
  }

  /// The index of the first asset.
  public var startIndex: Int { 0 }

  /// The number of assets.
  public var endIndex: Int { parts.reduce(0) { $0 + $1.paths.count } }

  /// An asset.
  public subscript(index: Int) -> Asset {
    var row = index
    for part in parts {
      if row < part.paths.count {
        return Asset(
          id: AssetID(root: part.root, path: part.paths.path(at: row)), file: part.file(at: row),
          size: part.sizes[row],
          modified: part.times[row] == FileStamp.unknownTime ? nil : part.times[row])
      }
      row -= part.paths.count
    }
    preconditionFailure("there is no asset \(index)")
  }
}

extension AssetTable: ExpressibleByArrayLiteral {
  /// Packs assets that stand in order, those of a root together; a file must end in its path.
  public init(arrayLiteral assets: Asset...) {
    for asset in assets {
      if parts.last?.root != asset.id.root { parts.append(Part(root: asset.id.root)) }
      let folder = BytePath(
        bytes: Array(asset.file.bytes.dropLast(asset.id.path.bytes.count + 1)))
      precondition(
        folder.appending(asset.id.path) == asset.file, "a file's path ends in the asset's")
      parts[parts.count - 1].append(asset, in: folder)
    }
  }
}

extension AssetTable.Part {
  fileprivate mutating func append(_ asset: Asset, in folder: BytePath) {
    let index = folders.firstIndex(of: folder) ?? folders.count
    if index == folders.count { folders.append(folder) }
    if folders.count > 1 {
      folderIndices += repeatElement(0, count: paths.count - folderIndices.count)
      folderIndices.append(UInt16(index))
    }
    paths.append(asset.id.path.bytes)
    sizes.append(asset.size)
    times.append(asset.modified ?? FileStamp.unknownTime)
  }
}
