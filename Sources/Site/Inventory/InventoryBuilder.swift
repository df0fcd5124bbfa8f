import Disk
import Values

/// Merges what was found on disk with records, root by root, into the arrays of an ``Inventory``.
struct InventoryBuilder {
  private(set) var sections: [AssetNames.Section] = []
  private(set) var rows: [UInt32] = []
  private(set) var roots: [Inventory.RootFacts] = []
  private(set) var sizes: [UInt64] = []
  private(set) var times: [Int64] = []
  private(set) var folders: [UInt16] = []
  private(set) var configured: [UInt8] = []
  private(set) var problems: [Int: Problem] = [:]
  /// For each entry where the digest of its file stands, as the inventory counts; and the digests.
  private(set) var places: [UInt32] = []
  private(set) var digests: [Digest] = []
  private let rules: StrategyRules

  init(settings: Settings) {
    rules = settings.strategies
  }

  /// The strategy of assets where the settings have no rule.
  var standard: Strategy { rules.standard }

  /// Appends the entries of a root: assets, problems and records without a file, merged by their
  /// paths; the assets and the problems are sorted by path and have none in common.
  mutating func append(
    _ root: StaticRoot, assets: AssetTable.Part, problems: [Problem], records: RecordTable
  ) {
    let first = rows.count
    var merge = RootMerge(assets: assets, problems: problems, records: records, digests: digests)
    digests = []
    merge.run(first: first)
    // Most projects have one root, whose arrays are taken as they are.
    if first == 0 {
      (rows, sizes, times, places) = (merge.rows, merge.sizes, merge.times, merge.places)
    } else {
      rows += merge.rows
      sizes += merge.sizes
      times += merge.times
      places += merge.places
    }
    digests = merge.digests
    self.problems.merge(merge.found) { first, _ in first }
    if assets.folders.count > 1 || !folders.isEmpty {
      folders += repeatElement(0, count: first - folders.count)
      folders += merge.folders
      folders += repeatElement(0, count: rows.count - folders.count)
    }
    roots.append(Inventory.RootFacts(tokens: root.tokens, folders: assets.folders))
    let section = AssetNames.Section(
      root: root.name, range: first..<rows.count, records: records, loose: merge.loose)
    sections.append(section)
    if !rules.rules.isEmpty { configure(section) }
  }

  private mutating func configure(_ section: AssetNames.Section) {
    for row in rows[section.range] {
      let isLoose = row & AssetNames.looseBit != 0
      let path =
        isLoose
        ? section.loose.path(at: Int(row & ~AssetNames.looseBit))
        : section.records.paths.path(at: Int(row))
      configured.append(Strategy.code(of: rules.strategy(for: path)))
    }
  }
}

/// The merge of one root's assets, problems and records.
private struct RootMerge {
  let assets: AssetTable.Part
  let problems: [Problem]
  let records: RecordTable
  private(set) var rows: [UInt32] = []
  private(set) var sizes: [UInt64] = []
  private(set) var times: [Int64] = []
  private(set) var folders: [UInt16] = []
  private(set) var loose = ByteList()
  private(set) var found: [Int: Problem] = [:]
  private(set) var places: [UInt32] = []
  private(set) var digests: [Digest]

  init(
    assets: AssetTable.Part, problems: [Problem], records: RecordTable, digests: [Digest]
  ) {
    self.assets = assets
    self.problems = problems
    self.records = records
    self.digests = digests
  }

  mutating func run(first: Int) {
    if problems.isEmpty, !records.paths.isEmpty, records.paths == assets.paths {
      return runAligned()
    }
    let isPlain = records.count == 0 && problems.isEmpty
    // No name is copied where all are of one kind.
    if isPlain { loose = assets.paths }
    rows.reserveCapacity(max(assets.paths.count, records.count) + problems.count)
    let closed = problems.filter(\.isFolder)
    var (asset, problem, record) = (0, 0, 0)
    while asset < assets.paths.count || problem < problems.count || record < records.count {
      let order = orderOfNext(asset, problem)
      let isFile = order < 0
      var row: UInt32?
      if record < records.count {
        let recordOrder = isFile ? compare(record, toAsset: asset) : compare(record, to: problem)
        if recordOrder < 0 {
          takeRecordAlone(record, closed, first)
          record += 1
          continue
        }
        if recordOrder == 0 {
          row = UInt32(record)
          record += 1
        }
      }
      if isFile {
        rows.append(row ?? looseRow(of: asset, isPlain))
        sizes.append(assets.sizes[asset])
        times.append(assets.times[asset])
        if assets.folders.count > 1 { folders.append(UInt16(assets.folder(of: asset))) }
        places.append(place(ofAsset: asset, record: row))
        asset += 1
      } else {
        rows.append(row ?? AssetNames.looseBit | UInt32(loose.count))
        if row == nil { loose.append(problems[problem].id.path.bytes) }
        found[first + rows.count - 1] = problems[problem]
        takeNoFile()
        problem += 1
      }
    }
    if !isPlain { loose.trim() }
  }

  /// Where every asset has a record, and every record a file: nothing is copied.
  private mutating func runAligned() {
    rows = Array(0..<UInt32(records.count))
    (sizes, times) = (assets.sizes, assets.times)
    if assets.folders.count > 1 {
      folders = (0..<records.count).map { UInt16(assets.folder(of: $0)) }
    }
    places.reserveCapacity(records.count)
    for row in 0..<records.count { places.append(place(ofAsset: row, record: UInt32(row))) }
  }

  /// Where the digest of an asset's file stands.
  private mutating func place(ofAsset asset: Int, record: UInt32?) -> UInt32 {
    guard let digest = assets.digest(at: asset) else { return Inventory.DigestPlace.unknown }
    if let record, records.digest(at: Int(record)) == digest {
      return Inventory.DigestPlace.recorded
    }
    digests.append(digest)
    return Inventory.DigestPlace.first + UInt32(digests.count - 1)
  }

  /// Less than 0 where the next asset stands before the next problem.
  private func orderOfNext(_ asset: Int, _ problem: Int) -> Int {
    guard problem < problems.count else { return -1 }
    guard asset < assets.paths.count else { return 1 }
    return problems[problem].id.path.bytes.withUnsafeBufferPointer {
      assets.paths.compare(asset, to: $0)
    }
  }

  private func compare(_ record: Int, toAsset asset: Int) -> Int {
    guard asset < assets.paths.count else { return -1 }
    return records.paths.compare(record, to: assets.paths, asset)
  }

  private func compare(_ record: Int, to problem: Int) -> Int {
    problems[problem].id.path.bytes.withUnsafeBufferPointer {
      records.paths.compare(record, to: $0)
    }
  }

  private mutating func takeRecordAlone(_ record: Int, _ closed: [Problem], _ first: Int) {
    rows.append(UInt32(record))
    takeNoFile()
    if closed.isEmpty { return }
    let path = records.paths.path(at: record)
    if let folder = closed.first(where: { path.relative(to: $0.id.path) != nil }) {
      found[first + rows.count - 1] = Problem(
        id: AssetID(root: folder.id.root, path: path), reason: folder.reason)
    }
  }

  private mutating func takeNoFile() {
    sizes.append(Inventory.noFile)
    times.append(FileStamp.unknownTime)
    places.append(Inventory.DigestPlace.unknown)
    if assets.folders.count > 1 { folders.append(0) }
  }

  private mutating func looseRow(of asset: Int, _ isPlain: Bool) -> UInt32 {
    if isPlain { return AssetNames.looseBit | UInt32(asset) }
    let row = AssetNames.looseBit | UInt32(loose.count)
    assets.paths.withRow(asset) { loose.append($0) }
    return row
  }
}
