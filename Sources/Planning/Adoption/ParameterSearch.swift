import Disk
import References
import Site
import Values

/// Looks for what shows that parameters with other than the usual names carry the versions of files.
package struct ParameterSearch {
  /// The places of each parameter.
  private var places: [Key: [FoundReference]] = [:]
  /// How many references of each root have a token behind a usual name.
  private var usual: [String: Int] = [:]

  private struct Key: Hashable {
    let root: String
    let parameter: [UInt8]
  }

  /// A root's parameter, and what shows that it carries versions.
  package struct Answer: Equatable, Sendable {
    package let parameter: String
    package let evidence: ParameterEvidence
  }

  /// Takes the parameters of a project's own files.
  package init(_ map: ReferenceMap) {
    for row in map.all.rows.indices {
      let packed = map.all.rows[row]
      guard packed.source == .own, packed.context != .comment, packed.hasAsset,
        let asset = map.all.asset(of: packed)
      else { continue }
      if map.all.hasWrittenToken(packed) { usual[asset.root, default: 0] += 1 }
      guard packed.has(.isUnclear) else { continue }
      let found = map.all[row]
      guard let parameter = found.reference.unclear?.name else { continue }
      places[Key(root: asset.root, parameter: parameter), default: []].append(found)
    }
  }

  /// Whether there is anything to look for.
  package var isEmpty: Bool { places.isEmpty }

  /// The parameter of each root, where there is no history: one with plain versions of three assets.
  package func withoutHistory() -> [String: Answer] {
    answers { _, places in
      var assets: Set<AssetID> = []
      var shown: [String] = []
      for found in places where found.reference.unclear?.isPlain ?? false {
        guard let asset = found.resolution.asset, assets.insert(asset).inserted else { continue }
        let reference = found.reference
        shown.append("\(VisibleText.of(reference.file)):\(reference.position.line)")
      }
      return assets.count >= 3 ? .places(Array(shown.prefix(3))) : nil
    }
  }

  /// The parameter of each root by the history of the files that hold it.
  ///
  /// One change of a version that looks like one, or of a number to the next, is enough; of other values, as
  /// sizes have, two commits, and more than changed the value alone.
  ///
  /// - Parameters:
  ///   - project: the project's folder.
  ///   - read: the references in contents that a file had, with the assets that they name.
  package func with(
    _ repository: any Repository, in inventory: Inventory, of project: BytePath,
    read: @escaping (_ contents: [UInt8], _ file: BytePath) -> [(AssetID, UnclearParameter)]
  ) throws(GitError) -> [String: Answer] {
    let prefix = repository.prefix
    let holders = Set(places.values.joined().map(\.reference.file))
    var files: [AssetID: BytePath] = [:]
    for found in places.values.joined() {
      guard let asset = found.resolution.asset, files[asset] == nil else { continue }
      files[asset] = inventory[asset]?.file?.relative(to: project)
    }
    let paths = Set(holders).union(files.values).map { $0.below(prefix) }
    let log = try repository.log(of: paths.sorted())
    let versions = ParameterVersions(try repository.objects(), read: read)
    var changes: [Key: Changes] = [:]
    for holder in holders.sorted() {
      let path = holder.below(prefix)
      for change in log.changes(of: path, from: 0).prefix(Self.longestHistory) {
        guard let old = change.before, let new = change.after else { continue }
        let before = try versions.values(in: old, holder)
        let after = try versions.values(in: new, holder)
        let inOrder = after.sorted { one, other in
          one.key.asset != other.key.asset
            ? one.key.asset < other.key.asset
            : one.key.name.lexicographicallyPrecedes(other.key.name)
        }
        for (use, value) in inOrder {
          guard let earlier = before[use], let earlier, let value, earlier != value,
            let file = files[use.asset]
          else { continue }
          let isTogether =
            log.changes(of: file.below(prefix), from: change.place).first?.place == change.place
          let key = Key(root: use.asset.root, parameter: use.name)
          changes[key, default: Changes()]
            .add(
              from: earlier, to: value, in: log.commits[change.place],
              with: isTogether ? file : nil)
        }
      }
    }
    return answers { key, _ in changes[key]?.evidence }
  }

  /// The number of changes of a file that are read, the newest.
  private static let longestHistory = 128

  /// The most used parameter of each root among those with evidence, where it is used no less than the usual.
  private func answers(
    _ evidence: (Key, [FoundReference]) -> ParameterEvidence?
  ) -> [String: Answer] {
    var counts: [String: (count: Int, parameter: [UInt8])] = [:]
    var answers: [String: Answer] = [:]
    for (key, places) in places {
      guard places.count >= usual[key.root] ?? 0, let evidence = evidence(key, places),
        let name = String(validating: key.parameter, as: UTF8.self)
      else { continue }
      if let other = counts[key.root],
        other.count > places.count
          || other.count == places.count
            && other.parameter.lexicographicallyPrecedes(key.parameter)
      {
        continue
      }
      counts[key.root] = (places.count, key.parameter)
      answers[key.root] = Answer(parameter: name, evidence: evidence)
    }
    return answers
  }

  /// The changes of a parameter's values.
  private struct Changes {
    private var together: Set<ObjectID> = []
    private var apart: Set<ObjectID> = []
    private var plain: ParameterEvidence?
    private var first: ParameterEvidence?

    mutating func add(
      from old: UnclearParameter, to new: UnclearParameter, in commit: ObjectID,
      with file: BytePath?
    ) {
      guard let file else {
        apart.insert(commit)
        return
      }
      together.insert(commit)
      let evidence = ParameterEvidence.commit(commit, file: file)
      first = first ?? evidence
      if old.isPlain && new.isPlain || new.follows(old) { plain = plain ?? evidence }
    }

    var evidence: ParameterEvidence? {
      if let plain { return plain }
      return together.count >= 2 && together.count > apart.count ? first : nil
    }
  }
}
