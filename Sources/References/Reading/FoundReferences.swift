import Site
import Values

/// The references of a project, packed; each is made when it is asked for.
public struct FoundReferences: RandomAccessCollection, Sendable {
  private let storage: Storage

  private final class Storage: Sendable {
    let rows: [PackedReference]
    let texts: [[UInt8]]
    let files: ByteList
    let names: AssetNames
    let folders: [BytePath]

    init(
      _ rows: [PackedReference], _ texts: [[UInt8]], _ files: ByteList, _ names: AssetNames,
      _ folders: [BytePath]
    ) {
      self.rows = rows
      self.texts = texts
      self.files = files
      self.names = names
      self.folders = folders
    }
  }

  /// Takes references that are packed already.
  ///
  /// - Parameters:
  ///   - rows: the references, in order; each tells which of the texts are its own.
  ///   - files: the files that they stand in.
  ///   - names: the assets that they name.
  ///   - folders: the folders, from the project's folder, that assets lie in.
  init(
    _ rows: [PackedReference], texts: [[UInt8]], files: ByteList, names: AssetNames,
    folders: [BytePath]
  ) {
    storage = Storage(rows, texts, files, names, folders)
  }

  /// These with other statuses of some, by their indices.
  func replacing(_ statuses: [Int: ReferenceStatus]) -> FoundReferences {
    guard !statuses.isEmpty else { return self }
    var rows = storage.rows
    for (index, status) in statuses { rows[index].status = status }
    return FoundReferences(
      rows, texts: storage.texts, files: storage.files, names: storage.names,
      folders: storage.folders)
  }

  /// What may bring the files that are no assets, of the references that must be URLs.
  func absences(by check: AbsenceCheck) -> [Int: Absence] {
    var absences: [Int: Absence] = [:]
    for (index, row) in storage.rows.enumerated()
    where row.status == .missing && row.has(.isCertain) {
      guard let file = assetFile(of: row),
        let absence = check.absence(named: target(of: row), in: self.file(of: row))
          ?? check.absence(of: file)
      else { continue }
      absences[index] = absence
    }
    return absences
  }

  /// Packs references.
  init(_ all: [FoundReference]) {
    var pack = ReferencePack()
    var files = ByteList()
    let names = AssetNames(all.compactMap(\.resolution.asset))
    for found in all {
      let file = found.reference.file.bytes
      if files.isEmpty || !files[files.count - 1].elementsEqual(file) { files.append(file) }
      pack.append(found.reference, of: UInt32(files.count - 1), found.source)
      pack.resolve(
        pack.rows.count - 1, as: found.resolution,
        asset: found.resolution.asset.flatMap(names.index))
    }
    self.init(pack.rows, texts: [pack.texts], files: files, names: names, folders: [])
  }

  /// The index of the first reference.
  public var startIndex: Int { 0 }

  /// The number of references.
  public var endIndex: Int { storage.rows.count }

  /// A reference.
  public subscript(index: Int) -> FoundReference {
    let row = storage.rows[index]
    return FoundReference(
      reference: Reference(row, of: storage.texts[Int(row.block)], in: file(of: row)),
      resolution: resolution(of: row), source: row.source)
  }

  private func resolution(of row: PackedReference) -> Resolution {
    Resolution(
      status: row.status, asset: asset(of: row), file: assetFile(of: row),
      matches: Int(row.matches), tokenKind: row.resolvedKind)
  }
}

// The references as they are packed.
extension FoundReferences {
  package var rows: [PackedReference] { storage.rows }

  /// The names that ``PackedReference/asset`` counts in.
  package var names: AssetNames { storage.names }

  /// The files that ``PackedReference/file`` counts in.
  package var files: ByteList { storage.files }

  /// The file that a reference stands in.
  package func file(of row: PackedReference) -> BytePath {
    storage.files.path(at: Int(row.file))
  }

  /// The asset that a reference names.
  package func asset(of row: PackedReference) -> AssetID? {
    row.hasAsset ? storage.names[Int(row.asset)] : nil
  }

  /// The file of the asset that a reference names, or where it would lie.
  package func assetFile(of row: PackedReference) -> BytePath? {
    if row.folder != PackedReference.noFolder {
      let path = storage.names.path(at: Int(row.asset))
      return Resolver.file(path, storage.folders[Int(row.folder)])
    }
    guard row.place != PackedReference.none else { return nil }
    var reader = PackedReader(storage.texts[Int(row.block)], from: Int(row.place))
    return BytePath(bytes: reader.text())
  }

  /// The target as written.
  package func target(of row: PackedReference) -> ArraySlice<UInt8> {
    storage.texts[Int(row.block)][row.target]
  }

  /// The token as written.
  package func token(of row: PackedReference) -> ArraySlice<UInt8> {
    storage.texts[Int(row.block)][row.token]
  }

  /// The name of the query parameter or keyword that the token stands behind.
  func parameter(of row: PackedReference) -> [UInt8]? {
    guard row.has(.hasParameter) else { return nil }
    return Reference(row, of: storage.texts[Int(row.block)], in: file(of: row)).token.parameter
  }

  /// Whether the token is text in the file; `?iefix`, which old browsers need, is no token.
  package func hasWrittenToken(_ row: PackedReference) -> Bool {
    guard row.has(.hasTokenRange) else { return false }
    return row.tokenKind == .literal
      || row.tokenKind == .bare && !token(of: row).elementsEqual("iefix".utf8)
  }

  /// Whether the URL has a token, of any kind.
  package func hasToken(_ row: PackedReference) -> Bool {
    switch row.resolvedKind {
    case .none: false
    case .bare: hasWrittenToken(row)
    case .literal, .computed, .changing, .automatic: true
    }
  }
}

extension FoundReferences: Equatable {
  /// Compares the references; two that share what they hold are equal at once.
  public static func == (left: FoundReferences, right: FoundReferences) -> Bool {
    left.storage === right.storage || left.elementsEqual(right)
  }
}

extension AssetNames {
  /// Makes names of assets that stand in any order, some of them more than once.
  fileprivate init(_ ids: [AssetID]) {
    var sections: [Section] = []
    var rows: [UInt32] = []
    var loose = ByteList()
    var last: AssetID?
    func end() {
      guard let root = last?.root, !loose.isEmpty else { return }
      let range = (rows.count - loose.count)..<rows.count
      sections.append(Section(root: root, range: range, records: RecordTable(), loose: loose))
      loose = ByteList()
    }
    for id in ids.sorted() where id != last {
      if id.root != last?.root { end() }
      rows.append(UInt32(loose.count) | Self.looseBit)
      loose.append(id.path.bytes)
      last = id
    }
    end()
    self.init(sections, rows: rows)
  }
}
