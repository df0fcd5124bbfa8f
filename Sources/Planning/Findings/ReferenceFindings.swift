import References
import Site
import Values

/// What is to be said about a project's references, in the order of their files and places.
public struct ReferenceFindings: Sendable {
  package let audit: ReferenceAudit
  /// What is the matter, without words, in the order of the references.
  package let verdicts: [Verdict]

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
    audit = ReferenceAudit(
      map, of: inventory, project: project, caching: caching, integrities: integrities)
    verdicts = audit.verdicts
  }

  /// All findings; they are made each time they are asked for.
  public var all: [Finding] { verdicts.map(audit.finding) }

  /// The findings of a reference, by its index in the map's ``ReferenceMap/all``.
  public func of(reference index: Int) -> [Finding] {
    verdicts(on: index).map(audit.finding)
  }

  /// The findings about an asset's references.
  public subscript(id: AssetID) -> [Finding] {
    guard let asset = audit.all.names.index(of: id) else { return [] }
    return verdicts.filter { audit.all.rows[Int($0.reference)].asset == asset }.map(audit.finding)
  }

  /// The verdicts on a reference, found by halving.
  package func verdicts(on index: Int) -> ArraySlice<Verdict> {
    var (low, high) = (0, verdicts.count)
    while low < high {
      let middle = (low + high) / 2
      if verdicts[middle].reference < index { low = middle + 1 } else { high = middle }
    }
    return verdicts[low...].prefix { $0.reference == index }
  }
}
