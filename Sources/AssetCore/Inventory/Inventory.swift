/// Every asset of a project beside its record.
public struct Inventory: Equatable, Sendable {
  /// The entries, in the order of the roots, then of the paths' bytes.
  public private(set) var entries: [Entry]
  /// Files that another folder of their root hides.
  public let shadowed: [Scan.Shadowed]
  /// Names of roots that the versions file has and the settings have not.
  public let unknownRoots: [String]
  /// The status of each entry, kept beside the entries: a sweep over it touches a byte an asset.
  public private(set) var statuses: [Status]
  /// The number of entries of each status.
  public private(set) var counts: [Status: Int]
  private let indices: [AssetID: Int]

  /// Puts what was found on disk beside what the versions file remembers.
  ///
  /// A record whose file is gone is missing; but one that lies below a folder that could not be
  /// listed is unreadable, for the file may well be there.
  public init(scan: Scan, versions: VersionsFile, settings: Settings) {
    var entries: [Entry] = []
    entries.reserveCapacity(scan.assets.count)
    for root in settings.roots {
      let part = RootInventory(
        root: root, rules: settings.strategies, records: versions.roots[root.name] ?? [:])
      part.append(
        assets: scan.assets.part(of: root.name, \.id.root),
        problems: scan.problems.part(of: root.name, \.id.root), to: &entries)
    }
    let known = Set(settings.roots.map(\.name))
    let unknown = versions.roots.keys.filter { !known.contains($0) }
    self.init(
      entries: entries, shadowed: scan.shadowed,
      unknownRoots: unknown.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  private init(entries: [Entry], shadowed: [Scan.Shadowed], unknownRoots: [String]) {
    self.entries = entries
    self.shadowed = shadowed
    self.unknownRoots = unknownRoots
    indices = Dictionary(uniqueKeysWithValues: entries.indices.map { (entries[$0].id, $0) })
    statuses = entries.map(\.status)
    counts = statuses.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// This inventory once changes are written: with the new records, and without what has neither
  /// file nor record any more.
  public func taking(_ changes: [Change]) -> Inventory {
    var entries = entries
    for change in changes {
      if let index = indices[change.id] { entries[index].record = change.after }
    }
    let kept = entries.filter { $0.file != nil || $0.record != nil || $0.problem != nil }
    return Inventory(entries: kept, shadowed: shadowed, unknownRoots: unknownRoots)
  }

  /// The entry of an asset, or nil where the project has no such asset.
  public subscript(id: AssetID) -> Entry? {
    indices[id].map { entries[$0] }
  }

  /// The index of an asset in ``entries``.
  public func index(of id: AssetID) -> Int? {
    indices[id]
  }

  /// Takes in the result of reading an asset.
  public mutating func take(_ result: Result<FileDigest, FileError>, for id: AssetID) {
    guard let index = indices[id] else { return }
    switch result {
    case .success(let read):
      entries[index].digest = read.digest
      entries[index].size = read.size
    case .failure(let error) where error.reason == .cancelled: return
    case .failure(let error): entries[index].problem = .unreadable(error.reason)
    }
    let status = entries[index].status
    guard status != statuses[index] else { return }
    counts[statuses[index]] = counts[statuses[index]].flatMap { $0 == 1 ? nil : $0 - 1 }
    counts[status, default: 0] += 1
    statuses[index] = status
  }

  /// The number of entries that a bump of everything has something to do with.
  public var outdatedCount: Int {
    counts.reduce(0) { $0 + ($1.key.isOutdated ? $1.value : 0) }
  }
}

/// The entries of one root.
private struct RootInventory {
  let root: StaticRoot
  let rules: StrategyRules
  let records: [BytePath: Record]

  /// Appends the entries of assets, problems and records without a file, merged by their paths; the
  /// assets and the problems are sorted by path and have none in common.
  func append(assets: ArraySlice<Asset>, problems: ArraySlice<Problem>, to entries: inout [Entry]) {
    var (assets, problems) = (assets, problems)
    let closed = problems.filter(\.isFolder)
    var paths = records.keys.sorted()[...]
    while let path = RootInventory.least(
      RootInventory.least(assets.first?.id.path, problems.first?.id.path), paths.first)
    {
      let id = AssetID(root: root.name, path: path)
      entries.append(
        entry(id) { entry in
          if let asset = assets.first, asset.id.path == path {
            entry.file = asset.file
            entry.size = asset.size
            entry.modified = asset.modified
            _ = assets.popFirst()
          } else if let problem = problems.first, problem.id.path == path {
            entry.problem = problem.reason
            _ = problems.popFirst()
          } else {
            entry.problem = closed.first { path.relative(to: $0.id.path) != nil }?.reason
          }
        })
      if paths.first == path { _ = paths.popFirst() }
    }
  }

  private static func least(_ left: BytePath?, _ right: BytePath?) -> BytePath? {
    guard let left, let right else { return left ?? right }
    return right < left ? right : left
  }

  private func entry(_ id: AssetID, _ fill: (inout Entry) -> Void) -> Entry {
    var entry = Entry(
      id: id, record: records[id.path], configured: rules.strategy(for: id.path),
      tokens: root.tokens)
    fill(&entry)
    return entry
  }
}

extension Array {
  /// The elements of one root; those of each root stand together.
  fileprivate func part(of root: String, _ name: (Element) -> String) -> ArraySlice<Element> {
    guard let start = firstIndex(where: { name($0) == root }) else { return [] }
    return self[start...].prefix { name($0) == root }
  }
}
