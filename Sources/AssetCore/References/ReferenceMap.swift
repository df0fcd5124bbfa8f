/// The references of a whole project, by file and place, and by the asset that they name.
public struct ReferenceMap: Equatable, Sendable {
  /// All references, in the order of the files' paths, then of their places.
  public let all: [FoundReference]
  /// The files that could not be read, and why.
  public let unread: [FileError]
  /// What the project's files tell of how it serves static files.
  public let learned: LearnedProject
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
    self.init(all, fileList: list, unread: unread, learned: learned)
  }

  init(
    _ all: [FoundReference], fileList: ByteList, unread: [FileError], learned: LearnedProject
  ) {
    self.all = all
    self.unread = unread
    self.learned = learned
    self.fileList = fileList
    places = all.indices.filter { all[$0].resolution.asset != nil }.map { UInt32($0) }
      .sorted { left, right in
        guard let one = all[Int(left)].resolution.asset,
          let other = all[Int(right)].resolution.asset, one != other
        else { return left < right }
        return one < other
      }
  }

  /// The files that were read and could hold references, in order.
  public var files: [BytePath] {
    (0..<fileList.count).map(fileList.path)
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
    places.reduce(into: [:]) { counts, place in
      if let id = all[Int(place)].resolution.asset { counts[id, default: 0] += 1 }
    }
  }

  private func range(of id: AssetID) -> Range<Int> {
    let start = firstPlace { $0 < id }
    return start..<max(start, firstPlace { $0 <= id })
  }

  /// The first of the places, by halving, whose asset is not before another.
  private func firstPlace(isBefore: (AssetID) -> Bool) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      guard let id = all[Int(places[middle])].resolution.asset else { return low }
      if isBefore(id) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
