import Disk
import Formats
import References
import Site
import Values

/// A project's references, put in the order in which findings are made of them.
///
/// An object, for each finding is made of all of it.
package final class ReferenceAudit: Sendable {
  let all: FoundReferences
  let integrities: WrongIntegrities
  /// Why files need not be missing, by the index of the reference.
  let absences: [Int: Absence]
  let inventory: Inventory
  let project: Project
  /// What is known of each asset that references name.
  let assets: [AssetFacts]
  /// How tokens come to each root's URLs, in the order of the settings' roots.
  let roots: [RootFacts]
  /// For each reference the index of its asset among ``assets``; of those that name none 0.
  private let placeOfAsset: [UInt32]
  private let keeping: CacheHeaders.Keeping?
  private let neighbours: Neighbours
  /// For each file whether the settings name it as a template; false for one without references.
  private let isTemplate: [Bool]

  init(
    _ map: ReferenceMap, of inventory: Inventory, project: Project, caching: CacheHeaders,
    integrities: WrongIntegrities
  ) {
    all = map.all
    self.integrities = integrities
    absences = map.absences
    keeping = caching.deciding?.keeping
    self.inventory = inventory
    self.project = project
    let groups = AssetGroups(map, of: inventory, project: project)
    roots = groups.roots
    assets = groups.assets
    placeOfAsset = groups.placeOfAsset
    neighbours =
      groups.roots.contains { $0.isLiteral }
      ? Neighbours(map.all) { groups.assets[Int(groups.placeOfAsset[$0])].role } : Neighbours()
    isTemplate = Self.templates(among: map.all, project)
  }

  private static func templates(among all: FoundReferences, _ project: Project) -> [Bool] {
    var isTemplate = [Bool](repeating: false, count: all.files.count)
    var templates = FolderGlobs(project.settings.templates)
    var last: UInt32?
    for row in all.rows where row.isCounted && row.file != last {
      last = row.file
      isTemplate[Int(row.file)] = templates.matches(all.file(of: row))
    }
    return isTemplate
  }

  /// Whether a reference stands in a template.
  func isInTemplate(_ row: PackedReference) -> Bool { isTemplate[Int(row.file)] }

  /// What is known of the asset that a reference names.
  func facts(of index: Int) -> AssetFacts? {
    all.rows[index].hasAsset ? assets[Int(placeOfAsset[index])] : nil
  }

  /// How tokens come to the URLs of an asset's root; nil for a root that the settings do not name.
  func root(of facts: AssetFacts) -> RootFacts? {
    facts.root.map { roots[$0] }
  }

  /// The entry of an asset.
  func entry(of facts: AssetFacts) -> Entry? {
    facts.entry.map { inventory.entry(at: $0) }
  }

  /// How many other places of a reference's weight stand in its file.
  func neighbours(of index: Int, _ facts: AssetFacts) -> Neighbours.Counts {
    neighbours.counts(in: all.rows[index].file, facts.role)
  }

  /// The verdicts on all references of the project's own files, outside comments.
  var verdicts: [Verdict] {
    let all = Locked<[Verdict]>([])
    let ranges = stride(from: 0, to: self.all.count, by: Self.part).map {
      $0..<min(self.all.count, $0 + Self.part)
    }
    OrderedRun.run(ranges.count) { piece in
      var verdicts: [Verdict] = []
      for index in ranges[piece] where self.all.rows[index].isCounted {
        self.judge(index, into: &verdicts)
      }
      return verdicts
    } take: { verdicts in
      all.use { $0 += verdicts }
      return true
    }
    return all.use { $0 }
  }

  /// The number of references that a thread judges at a time.
  private static let part = 4096

  /// Adds what is to be said of a reference, the gravest first told.
  private func judge(_ index: Int, into verdicts: inout [Verdict]) {
    let count = verdicts.count
    func add(_ problem: ReferenceProblem, _ severity: Finding.Severity? = nil) {
      verdicts.append(
        Verdict(
          reference: UInt32(index), problem: problem,
          severity: all.rows[index].context == .live
            ? severity ?? problem.severity(weight(of: index), keeping) : .note))
    }
    if isMissing(index) { add(.missing) }
    if all.rows[index].status == .unsure { add(.maybeMissing) }
    if isWrongCase(index) { add(.wrongCase) }
    if hasChangingToken(index) { add(.changingToken) }
    if hasDoubleToken(index) { add(.doubleToken) }
    if integrities[index] != nil, let facts = facts(of: index), facts.entry != nil {
      add(.wrongIntegrity)
    }
    if let problem = problemOfToken(index) { add(problem) }
    guard verdicts.count == count else { return }
    if isHardCoded(index) {
      add(.hardCodedURL, isWithoutAddedToken(index) ? nil : .note)
    } else if isUnrecorded(index) {
      add(.unrecordedToken)
    }
  }

  private func problemOfToken(_ index: Int) -> ReferenceProblem? {
    if let problem = recordedTokenProblem(index) { return problem }
    if isOfTwoTokens(index) { return .twoTokens }
    if otherModule(index) != nil { return .moduleTwice }
    if isWithoutToken(index) { return .withoutToken }
    return hasNoToken(index) ? .noToken : nil
  }

  private func weight(of index: Int) -> ReferenceProblem.Weight {
    facts(of: index)?.weight
      ?? ReferenceProblem.Weight(BytePath(bytes: Array(all.target(of: all.rows[index]))))
  }
}

extension PackedReference {
  /// Whether findings are made of it: in the project's own files, outside comments.
  var isCounted: Bool { source == .own && context != .comment }

  /// Whether it counts, and a browser comes to see it.
  var isLive: Bool { source == .own && context == .live }
}
