import Disk
import Values

/// Every asset of a project beside its record.
///
/// Packed: what is known of an asset stands in arrays, a few bytes in each, and an ``Entry`` is made
/// when it is asked for.
public struct Inventory: Equatable, Sendable {
  /// The names of the entries.
  public let names: AssetNames
  /// Files that another folder of their root hides.
  public let shadowed: [Scan.Shadowed]
  /// Names of roots that the versions file has and the settings have not.
  public let unknownRoots: [String]
  /// The status of each entry, kept beside the entries: a sweep over it touches a byte an asset.
  public private(set) var statuses: [Status] = []
  /// The number of entries of each status.
  public private(set) var counts: [Status: Int] = [:]
  /// What the settings say of the roots, in the order of the names' sections.
  let roots: [RootFacts]
  private let records: [RecordTable]
  /// The size of each entry's file in bytes, ``noFile`` where there is none.
  public private(set) var sizes: [UInt64]
  /// When each entry's file was last changed, in seconds since 1970, ``FileStamp/unknownTime`` where that is not
  /// known.
  public let times: [Int64]
  /// The index of each file's folder in its root's; none where every root has one folder at most.
  let folders: [UInt16]
  /// The strategy that the settings give each asset; none where they give all the same.
  private let configured: [UInt8]
  private let standard: Strategy
  /// For each entry where its file's digest stands.
  private var digestPlaces: [UInt32]
  private var digests: [Digest] = []
  /// What is wrong with entries, by their index.
  private(set) var problems: [Int: Problem]

  /// What the entries of a root have in common.
  package struct RootFacts: Equatable {
    let tokens: TokenSource
    package let folders: [BytePath]

    func folder(_ index: UInt16) -> BytePath { folders[Int(index)] }
  }

  /// The size that stands for no file.
  public static let noFile = UInt64.max

  /// What a digest's place can say besides where it stands.
  enum DigestPlace {
    static let unknown: UInt32 = 0
    /// It is the recorded one.
    static let recorded: UInt32 = 1
    static let first: UInt32 = 2
  }

  /// Puts what was found on disk beside what the versions file remembers.
  ///
  /// A record whose file is gone is missing; but one that lies below a folder that could not be
  /// listed is unreadable, for the file may well be there.
  public init(scan: Scan, versions: VersionsFile, settings: Settings) {
    var builder = InventoryBuilder(settings: settings)
    for root in settings.roots {
      builder.append(
        root, assets: scan.assets.part(of: root.name),
        problems: scan.problems.filter { $0.id.root == root.name },
        records: versions.tables[root.name] ?? RecordTable())
    }
    self.init(builder, shadowed: scan.shadowed, versions: versions)
  }

  init(_ builder: InventoryBuilder, shadowed: [Scan.Shadowed], versions: VersionsFile) {
    names = AssetNames(builder.sections, rows: builder.rows.trimmed())
    records = builder.sections.map(\.records)
    roots = builder.roots
    sizes = builder.sizes.trimmed()
    times = builder.times.trimmed()
    folders = builder.folders
    configured = builder.configured
    standard = builder.standard
    problems = builder.problems
    digestPlaces = builder.places.trimmed()
    digests = builder.digests
    // What is new needs its digest for sure; an array that grows by doubling would hold it thrice.
    digests.reserveCapacity(builder.rows.count { $0 & AssetNames.looseBit != 0 })
    self.shadowed = shadowed
    let known = Set(builder.sections.map(\.root))
    unknownRoots = versions.tables.keys.filter { !known.contains($0) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    statuses = (0..<names.count).map { status(at: $0) }
    for status in Status.allCases {
      let count = statuses.count(where: { $0 == status })
      if count > 0 { counts[status] = count }
    }
  }

  /// The entry of an asset, or nil where the project has no such asset.
  public subscript(id: AssetID) -> Entry? {
    names.index(of: id).map { entry(at: $0) }
  }

  /// The index of an asset in ``entries``.
  public func index(of id: AssetID) -> Int? {
    names.index(of: id)
  }

  /// The number of entries that a bump of everything has something to do with.
  public var outdatedCount: Int {
    counts.reduce(0) { $0 + ($1.key.isOutdated ? $1.value : 0) }
  }

  /// The number of entries whose files are to be read.
  public var unreadCount: Int {
    digestPlaces.indices.count { digestPlaces[$0] == DigestPlace.unknown && hasFile(at: $0) }
  }

  /// Takes in the result of reading an asset.
  public mutating func setDigest(_ result: Result<FileDigest, FileError>, for id: AssetID) {
    if let index = names.index(of: id) { setDigest(result, at: index) }
  }

  /// Takes in the result of reading the asset of an index.
  public mutating func setDigest(_ result: Result<FileDigest, FileError>, at index: Int) {
    switch result {
    case .success(let read):
      set(read.digest, at: index)
      // A write makes a copy of the sizes, which the run that reads has too.
      if sizes[index] != read.size { sizes[index] = read.size }
    case .failure(let error) where error.reason == .cancelled: return
    case .failure(let error):
      problems[index] = Problem(id: names[index], reason: Problem.Reason(error.reason))
    }
    refreshStatus(at: index)
  }

  package mutating func note(_ problem: Problem, at index: Int) {
    problems[index] = problem
    refreshStatus(at: index)
  }

  private mutating func refreshStatus(at index: Int) {
    let (before, status) = (statuses[index], status(at: index))
    guard status != before else { return }
    counts[before] = counts[before].flatMap { $0 == 1 ? nil : $0 - 1 }
    counts[status, default: 0] += 1
    statuses[index] = status
  }

  private mutating func set(_ digest: Digest, at index: Int) {
    let place = digestPlaces[index]
    if recordDigest(at: index) == digest {
      digestPlaces[index] = DigestPlace.recorded
    } else if place >= DigestPlace.first {
      digests[Int(place - DigestPlace.first)] = digest
    } else {
      digestPlaces[index] = DigestPlace.first + UInt32(digests.count)
      digests.append(digest)
    }
  }
}

// What is known of one entry.
extension Inventory {
  /// Whether an entry has a file.
  package func hasFile(at index: Int) -> Bool {
    sizes[index] != Inventory.noFile
  }

  /// The size of an entry's file in bytes; nil where it has none.
  public func size(at index: Int) -> UInt64? {
    hasFile(at: index) ? sizes[index] : nil
  }

  /// When an entry's file was last changed, in seconds since 1970; nil where that is not known.
  func modified(at index: Int) -> Int64? {
    times[index] == FileStamp.unknownTime ? nil : times[index]
  }

  /// The index of the folder that an entry's file lies in, among its root's.
  package func folder(of index: Int) -> Int {
    folders.isEmpty ? 0 : Int(folders[index])
  }

  /// An entry's file, absolute; nil where it has none.
  private func file(at index: Int) -> BytePath? {
    guard hasFile(at: index) else { return nil }
    let folder = roots[names.sectionIndex(of: index)].folder(UInt16(folder(of: index)))
    return folder.appending(names.path(at: index))
  }

  /// The digest of an entry's file; nil while it is not known.
  public func digest(at index: Int) -> Digest? {
    switch digestPlaces[index] {
    case DigestPlace.unknown: nil
    case DigestPlace.recorded: recordDigest(at: index)
    case let place: digests[Int(place - DigestPlace.first)]
    }
  }

  /// Whether the digest of an entry's file is known.
  public func isRead(at index: Int) -> Bool {
    digestPlaces[index] != DigestPlace.unknown
  }

  /// Whether the versions file remembers an entry.
  public func isRecorded(at index: Int) -> Bool {
    names.recordRow(at: index) != nil
  }

  private func recordDigest(at index: Int) -> Digest? {
    names.recordRow(at: index).map { row in
      records[names.sectionIndex(of: index)].digest(at: row)
    }
  }

  /// The strategy in force for an entry: its own, else the one the settings give.
  public func strategy(at index: Int) -> Strategy {
    let own = names.recordRow(at: index).flatMap { row in
      records[names.sectionIndex(of: index)].strategy(at: row)
    }
    return own ?? configuredStrategy(at: index)
  }

  /// Whether the strategy in force for some entry may be manual.
  public var mayHaveManual: Bool {
    let manual = Strategy.code(of: .manual)
    return configured.isEmpty && standard == .manual || configured.contains(manual)
      || records.contains { $0.hasManual }
  }

  private func configuredStrategy(at index: Int) -> Strategy {
    configured.isEmpty ? standard : Strategy(code: configured[index]) ?? standard
  }

  private func status(at index: Int) -> Status {
    if !problems.isEmpty, problems[index] != nil { return .unreadable }
    if !hasFile(at: index) { return .missing }
    let place = digestPlaces[index]
    if place == DigestPlace.unknown { return .unhashed }
    if names.recordRow(at: index) == nil {
      return roots[names.sectionIndex(of: index)].tokens == .loader ? .new : .untracked
    }
    return place == DigestPlace.recorded ? .fresh : .stale
  }

  package func entry(at index: Int) -> Entry {
    let section = names.sectionIndex(of: index)
    return Entry(
      id: names[index], file: file(at: index), size: size(at: index),
      modified: modified(at: index), digest: digest(at: index),
      record: names.recordRow(at: index).map { records[section].record(at: $0) },
      problem: problems.isEmpty ? nil : problems[index]?.reason,
      configured: configuredStrategy(at: index), tokens: roots[section].tokens)
  }
}
