/// The references of a whole project, by file and place, and by the asset that they name.
public struct ReferenceMap: Equatable, Sendable {
  /// All references, in the order of the files' paths, then of their places.
  public let all: [FoundReference]
  /// The files that were read and could hold references, in order.
  public let files: [BytePath]
  /// The files that could not be read, and why.
  public let unread: [FileError]
  /// What the project's files tell of how it serves static files.
  public let learned: LearnedProject
  private let places: [AssetID: [Int]]

  /// Makes a map of references that stand in order.
  public init(
    _ all: [FoundReference] = [], files: [BytePath] = [], unread: [FileError] = [],
    learned: LearnedProject = LearnedProject()
  ) {
    self.all = all
    self.files = files
    self.unread = unread
    self.learned = learned
    var places: [AssetID: [Int]] = [:]
    for (place, found) in all.enumerated() {
      if let id = found.resolution.asset { places[id, default: []].append(place) }
    }
    self.places = places
  }

  /// The references that name an asset, in order.
  public subscript(id: AssetID) -> [FoundReference] {
    places[id, default: []].map { all[$0] }
  }

  /// The number of references that name each asset; none stand for zero.
  public var counts: [AssetID: Int] {
    places.mapValues(\.count)
  }
}
