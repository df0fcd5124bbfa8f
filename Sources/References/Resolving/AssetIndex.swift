import Glibc
import Site
import Values

/// The assets of a static root, ready to be looked up.
///
/// It shares the names of the inventory and adds nothing to them, but for ``CaseTable``, ten bytes an
/// asset, once a name is looked up that is not there as it is written.
public struct AssetIndex: Sendable {
  let names: AssetNames
  /// The place of the root among the names' sections; nil where it has no assets.
  private let place: Int?
  private var section: AssetNames.Section? { place.map { names.sections[$0] } }
  /// For each of the names the folder that its file lies in; none where all lie in the first.
  private let folders: [UInt16]
  /// The number that each of those folders has for the root.
  private let numbers: [Int]
  private let anyCase = CaseTable()

  /// Makes an index of the paths below each of a root's folders, in the order of the folders: of a
  /// path that several have the first counts.
  public init(_ pathsOfFolders: [[BytePath]]) {
    var all: [(path: BytePath, folder: Int)] = []
    for (number, paths) in pathsOfFolders.enumerated() {
      all += paths.map { ($0, number) }
    }
    all.sort { ($0.path, $0.folder) < ($1.path, $1.folder) }
    var paths = ByteList()
    var folders: [UInt16] = []
    var last: BytePath?
    for (path, folder) in all where path != last {
      paths.append(path.bytes)
      folders.append(UInt16(folder))
      last = path
    }
    let section = AssetNames.Section(
      root: "", range: 0..<paths.count, records: RecordTable(), loose: paths)
    names = AssetNames([section], rows: (0..<UInt32(paths.count)).map { $0 | AssetNames.looseBit })
    place = 0
    self.folders = folders
    numbers = Array(pathsOfFolders.indices)
  }

  /// Makes an index of the assets that an inventory has of a root.
  ///
  /// - Parameter number: the number of a folder, given as the scan found it, among the root's.
  init(_ files: Inventory.Files, of root: String, number: (BytePath) -> Int) {
    names = files.names
    place = files.names.sections.firstIndex { $0.root == root }
    folders = files.folders
    numbers = place.map { files.roots[$0].folders.map(number) } ?? []
  }

  /// The number of the folder that an asset lies in; nil where there is no such asset.
  public func folder(of path: BytePath) -> Int? {
    path.bytes.withUnsafeBufferPointer(index).map(folder(ofIndex:))
  }

  /// The index of the asset at a path among the names; nil where there is no such asset.
  func index(of path: UnsafeBufferPointer<UInt8>) -> Int? {
    place.flatMap { names.index(of: path, inSection: $0) }
  }

  /// Whether the asset of an index is one of these, and has a path.
  func isAsset(_ index: Int, at path: UnsafeBufferPointer<UInt8>) -> Bool {
    guard names.sectionIndex(of: index) == place else { return false }
    return names.withPath(index) { name in
      guard name.count == path.count, let one = name.baseAddress, let other = path.baseAddress
      else { return false }
      return memcmp(one, other, path.count) == 0
    }
  }

  /// The number of the folder that the asset of an index lies in.
  func folder(ofIndex index: Int) -> Int {
    let folder = folders.isEmpty ? 0 : Int(folders[index])
    return numbers.indices.contains(folder) ? numbers[folder] : 0
  }

  /// The asset whose path differs only in the case of ASCII letters; of several the first.
  public func otherCase(of path: BytePath) -> BytePath? {
    section.flatMap { anyCase.index(of: path, among: names, in: $0.range) }.map(names.path)
  }

  /// Whether assets lie below a folder; a slash at its end does not matter.
  public func hasFolder(_ path: BytePath) -> Bool {
    guard let section, !section.range.isEmpty else { return false }
    var prefix = path.bytes
    if prefix.isEmpty || prefix == [BytePath.slash] { return true }
    if prefix.last != BytePath.slash { prefix.append(BytePath.slash) }
    return prefix.withUnsafeBufferPointer { prefix in
      let index = names.firstIndex(notBefore: prefix, in: section)
      return index < section.range.upperBound
        && names.withPath(index) { $0.starts(with: prefix) }
    }
  }

  /// The number of assets that parts can name, each hole standing for any bytes.
  public func count(matching parts: [TargetPart]) -> Int {
    guard let section else { return 0 }
    let pattern = TargetPattern(parts)
    return pattern.prefix.withUnsafeBufferPointer { prefix in
      var count = 0
      for index in names.firstIndex(notBefore: prefix, in: section)..<section.range.upperBound {
        let isBelow = names.withPath(index) { path -> Bool in
          guard path.starts(with: prefix) else { return false }
          if pattern.matches(path) { count += 1 }
          return true
        }
        if !isBelow { break }
      }
      return count
    }
  }
}
