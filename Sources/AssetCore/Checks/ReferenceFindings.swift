/// What is to be said about a project's references, in the order of their files and places.
public struct ReferenceFindings: Sendable {
  /// All findings.
  public let all: [Finding]
  /// The index of each finding's reference in the map, in order.
  private let places: [Int]
  private let ofAssets: [AssetID: [Int]]

  /// Looks at every reference; ``ReferenceProblem`` says what is found.
  ///
  /// - Parameters:
  ///   - map: the project's references.
  ///   - inventory: the assets, whose bytes are read.
  ///   - caching: how long browsers keep the assets.
  ///   - integrities: the `integrity` attributes that are not of their file's bytes.
  public init(
    _ map: ReferenceMap, of inventory: Inventory, project: Project, caching: CacheHeaders,
    integrities: WrongIntegrities
  ) {
    let audit = ReferenceAudit(
      map, of: inventory, project: project, caching: caching, integrities: integrities)
    var all: [Finding] = []
    var places: [Int] = []
    var ofAssets: [AssetID: [Int]] = [:]
    for index in audit.counted {
      for finding in audit.findings(of: index) {
        if let id = finding.id { ofAssets[id, default: []].append(all.count) }
        all.append(finding)
        places.append(index)
      }
    }
    self.all = all
    self.places = places
    self.ofAssets = ofAssets
  }

  /// The findings of a reference, by its index in the map's ``ReferenceMap/all``.
  public func of(reference index: Int) -> [Finding] {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < index { low = middle + 1 } else { high = middle }
    }
    let end = places[low...].firstIndex { $0 != index } ?? places.count
    return Array(all[low..<end])
  }

  /// The findings about an asset's references.
  public subscript(id: AssetID) -> [Finding] {
    ofAssets[id, default: []].map { all[$0] }
  }
}
