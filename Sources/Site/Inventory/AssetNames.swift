import Values

/// The names of all assets of an inventory, in its order, and the records beside them.
///
/// Immutable and shared: a copy costs nothing. The name of an asset with a record is the one that
/// the record stands under, so that no name is kept twice.
public struct AssetNames: Sendable {
  private let storage: Storage

  /// The names of one root.
  package struct Section: Sendable {
    /// The root's name.
    package let root: String
    /// The indices of its assets.
    package let range: Range<Int>
    /// Its records; each is an asset's.
    package let records: RecordTable
    /// The paths of its assets without a record.
    package let loose: ByteList

    /// Makes a section.
    package init(root: String, range: Range<Int>, records: RecordTable, loose: ByteList) {
      self.root = root
      self.range = range
      self.records = records
      self.loose = loose
    }
  }

  private final class Storage: Sendable {
    let sections: [Section]
    /// For each asset the row of its record, or, with the first bit set, of its path in `loose`.
    let rows: [UInt32]

    init(_ sections: [Section], _ rows: [UInt32]) {
      self.sections = sections
      self.rows = rows
    }
  }

  /// The bit of a row that is one of the paths without a record.
  package static let looseBit: UInt32 = 1 << 31

  package init(_ sections: [Section], rows: [UInt32]) {
    storage = Storage(sections, rows)
  }

  /// Makes the names of no assets.
  public init() {
    self.init([], rows: [])
  }

  package var sections: [Section] { storage.sections }

  /// The number of assets.
  public var count: Int { storage.rows.count }

  /// The name of an asset.
  public subscript(index: Int) -> AssetID {
    AssetID(root: section(of: index).root, path: path(at: index))
  }

  /// The path of an asset below its root.
  public func path(at index: Int) -> BytePath {
    withPath(index) { BytePath(bytes: Array($0)) }
  }

  /// The name of an asset's root.
  public func root(at index: Int) -> String {
    storage.sections[sectionIndex(of: index)].root
  }

  /// The index of an asset, or nil where there is none of that name.
  public func index(of id: AssetID) -> Int? {
    guard let section = sections.first(where: { $0.root == id.root }) else { return nil }
    return index(of: id.path, in: section)
  }

  /// The index of the asset of a section at a path; nil where there is none.
  func index(of path: BytePath, in section: Section) -> Int? {
    path.bytes.withUnsafeBufferPointer { index(of: $0, in: section) }
  }

  /// The index of the asset at a path, of the section at a place.
  package func index(of path: UnsafeBufferPointer<UInt8>, inSection place: Int) -> Int? {
    index(of: path, in: storage.sections[place])
  }

  /// The index of the asset of a section at a path.
  func index(of path: UnsafeBufferPointer<UInt8>, in section: Section) -> Int? {
    let index = firstIndex(notBefore: path, in: section)
    return index < section.range.upperBound && compare(index, in: section, to: path) == 0
      ? index : nil
  }

  /// The index of the first asset of a section whose path does not come before these bytes, else the
  /// end of the section.
  package func firstIndex(notBefore wanted: UnsafeBufferPointer<UInt8>, in section: Section) -> Int
  {
    var (low, high) = (section.range.lowerBound, section.range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if compare(middle, in: section, to: wanted) < 0 { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Lends the bytes of an asset's path without a copy.
  public func withPath<Result>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let section = sectionIndex(of: index)
    let row = storage.rows[index]
    return row & AssetNames.looseBit == 0
      ? storage.sections[section].records.paths.withRow(Int(row), body)
      : storage.sections[section].loose.withRow(Int(row & ~AssetNames.looseBit), body)
  }

  /// The row of an asset's record in its root's table; nil where it has none.
  func recordRow(at index: Int) -> Int? {
    let row = storage.rows[index]
    return row & AssetNames.looseBit == 0 ? Int(row) : nil
  }

  /// The root that an asset belongs to.
  func section(of index: Int) -> Section {
    sections[sectionIndex(of: index)]
  }

  /// The place of an asset's root among the sections; there are few.
  package func sectionIndex(of index: Int) -> Int {
    var place = 0
    while storage.sections[place].range.upperBound <= index { place += 1 }
    return place
  }

  private func compare(
    _ index: Int, in section: Section, to wanted: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let row = storage.rows[index]
    return row & AssetNames.looseBit == 0
      ? section.records.paths.compare(Int(row), to: wanted)
      : section.loose.compare(Int(row & ~AssetNames.looseBit), to: wanted)
  }

  /// Whether two are one and the same value, which is known at once.
  public func isSame(as other: AssetNames) -> Bool {
    storage === other.storage
  }

  /// The index that each asset has in other names; nil for one that is not there.
  ///
  /// - Parameter body: told each index here and the one there, in order.
  public func forEachIndex(in other: AssetNames, _ body: (Int, Int?) -> Void) {
    if isSame(as: other) {
      for index in 0..<count { body(index, index) }
      return
    }
    for section in sections {
      let there = other.sections.first { $0.root == section.root }
      var place = there?.range.lowerBound ?? 0
      for index in section.range {
        guard let there else {
          body(index, nil)
          continue
        }
        let found = withPath(index) { path -> Int? in
          while place < there.range.upperBound {
            let order = other.compare(place, in: there, to: path)
            if order == 0 { return place }
            if order > 0 { return nil }
            place += 1
          }
          return nil
        }
        body(index, found)
      }
    }
  }
}

extension AssetNames: Equatable {
  /// Compares the names.
  public static func == (left: AssetNames, right: AssetNames) -> Bool {
    if left.isSame(as: right) { return true }
    return left.count == right.count
      && (0..<left.count).allSatisfy { left[$0] == right[$0] }
  }
}
