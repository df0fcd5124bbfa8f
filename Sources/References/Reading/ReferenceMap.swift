import Disk
import Site
import Values

/// The references of a whole project, by file and place, and by the asset that they name.
public struct ReferenceMap: Equatable, Sendable {
  /// All references, in the order of the files' paths, then of their places.
  public let all: FoundReferences
  /// The files that could not be read, and why.
  public let unread: [FileError]
  /// What the project's files tell of how it serves static files.
  public let learned: LearnedProject
  /// What the files were read by.
  package let rules: ReferenceRules
  /// Why references that are ``ReferenceStatus/there`` or ``ReferenceStatus/unsure`` are, by their
  /// indices.
  package let absences: [Int: Absence]
  /// Whether some of it rests on more than the states of the project's files tell.
  public let restsOnMore: Bool
  private let fileList: ByteList
  /// The indices in ``all`` of the references that name an asset, sorted by the asset, then by place.
  private let places: [UInt32]

  /// Makes a map of references that stand in order.
  public init(
    _ all: [FoundReference] = [], files: [BytePath] = [], unread: [FileError] = [],
    learned: LearnedProject = LearnedProject()
  ) {
    var list = ByteList()
    for file in files { list.append(file.bytes) }
    list.trim()
    self.init(FoundReferences(all), fileList: list, unread: unread, learned: learned)
  }

  init(
    _ all: FoundReferences, fileList: ByteList, unread: [FileError], learned: LearnedProject,
    rules: ReferenceRules = ReferenceRules(), absences: [Int: Absence] = [:],
    restsOnMore: Bool = false
  ) {
    self.absences = absences
    self.restsOnMore = restsOnMore
    self.rules = rules
    self.all = all
    self.unread = unread
    self.learned = learned
    self.fileList = fileList
    places = Self.places(all)
  }

  /// The indices of the references that name an asset, sorted by counting.
  private static func places(_ all: FoundReferences) -> [UInt32] {
    let rows = all.rows
    // Where the references of each asset begin, and, once they are placed, end.
    var next = [UInt32](repeating: 0, count: all.names.count + 1)
    for row in rows where row.hasAsset { next[Int(row.asset) + 1] += 1 }
    for asset in 0..<all.names.count { next[asset + 1] += next[asset] }
    var places = [UInt32](repeating: 0, count: Int(next[all.names.count]))
    for (index, row) in rows.enumerated() where row.hasAsset {
      places[Int(next[Int(row.asset)])] = UInt32(index)
      next[Int(row.asset)] += 1
    }
    return places
  }

  /// The files that were read and could hold references, in order.
  public var files: [BytePath] {
    (0..<fileList.count).map(fileList.path)
  }

  /// Those of them that are Python source.
  public var pythonFiles: [BytePath] {
    (0..<fileList.count).filter { index in
      fileList.withRow(index) { $0.suffix(3).elementsEqual(".py".utf8) }
    }.map(fileList.path)
  }

  /// The references that name an asset, in order.
  public subscript(id: AssetID) -> [FoundReference] {
    indices(of: id).map { all[$0] }
  }

  /// The indices in ``all`` of the references that name an asset, in order.
  public func indices(of id: AssetID) -> [Int] {
    range(of: id).map { Int(places[$0]) }
  }

  /// The number of references that name an asset.
  public func count(of id: AssetID) -> Int {
    range(of: id).count
  }

  /// The number of references that name each asset; none stand for zero.
  public var counts: [AssetID: Int] {
    var counts: [AssetID: Int] = [:]
    forEachAsset { asset, places in counts[all.names[asset]] = places.count }
    return counts
  }

  /// Tells of each asset that references name the index among the names, and the indices in ``all`` of
  /// its references, in order.
  package func forEachAsset(_ body: (_ asset: Int, _ places: ArraySlice<UInt32>) -> Void) {
    var start = 0
    while start < places.count {
      let asset = all.rows[Int(places[start])].asset
      var end = start + 1
      while end < places.count, all.rows[Int(places[end])].asset == asset { end += 1 }
      body(Int(asset), places[start..<end])
      start = end
    }
  }

  private func range(of id: AssetID) -> Range<Int> {
    guard let asset = all.names.index(of: id) else { return 0..<0 }
    return firstPlace(notBefore: asset)..<firstPlace(notBefore: asset + 1)
  }

  /// The first of the places, by halving, whose asset is not before another.
  private func firstPlace(notBefore asset: Int) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if all.rows[Int(places[middle])].asset < asset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
