import References
import Site
import Values

/// What a release changes: every asset whose URL or bytes differ between two sides.
public struct ReleaseChanges: Sendable {
  /// The side before.
  public let from: Release
  /// The side after.
  public let to: Release
  /// The changes: the poisoned first, then the wasted, then the others; each in the order of their assets.
  public private(set) var all: [ReleaseChange]
  /// Whether it is known who names the assets, where that was to be found out.
  public private(set) var knowsPages = true

  /// Compares two sides.
  ///
  /// - Parameters:
  ///   - inventory: the files of the working tree; nil where that is none of the sides.
  ///   - map: what names the assets.
  public init(
    from: Release, to: Release, files inventory: Inventory? = nil,
    map: ReferenceMap = ReferenceMap()
  ) {
    (self.from, self.to) = (from, to)
    var found: [ReleaseChange] = []
    from.versions.compare(to: to.versions) { id, old, new in
      let entry = new == nil ? nil : inventory?[id]
      let digest = entry?.digest ?? new?.digest
      if let old, let new, old.token == new.token, old.digest == digest, from.roots == to.roots {
        return
      }
      let urls = (old: from.url(of: id, old), new: to.url(of: id, new))
      guard let kind = Self.kind(old, new, digest, hasSameURL: urls.old == urls.new) else { return }
      found.append(
        ReleaseChange(
          id: id, kind: kind, old: old, new: new, digest: digest, oldURL: urls.old,
          newURL: urls.new, size: entry?.size))
    }
    for index in found.indices {
      found[index].places = map.indices(of: found[index].id).compactMap { place in
        guard map.all.rows[place].source == .own else { return nil }
        let reference = map.all[place].reference
        guard reference.context != .comment else { return nil }
        return ReleaseChange.Place(file: reference.file, position: reference.position)
      }
    }
    all = ReleaseChange.Kind.allCases.flatMap { kind in found.filter { $0.kind == kind } }
  }

  /// Compares two commits, with the sizes and pages that the later one has.
  ///
  /// - Parameters:
  ///   - reader: what has read them.
  ///   - needsPages: whether it matters who names the assets.
  public init(
    from: Release, to: Release, by reader: ReleaseReader, needsPages: Bool
  ) throws {
    self.init(from: from, to: to)
    if needsPages, !all.isEmpty {
      let map = try reader.references(in: to)
      self.init(from: from, to: to, map: map ?? ReferenceMap())
      knowsPages = map != nil
    }
    for index in all.indices {
      guard let record = all[index].new else { continue }
      all[index].size = try reader.size(of: all[index].id, record, in: to)
    }
  }

  private static func kind(
    _ old: Record?, _ new: Record?, _ digest: Digest?, hasSameURL: Bool
  ) -> ReleaseChange.Kind? {
    guard let new, let digest else { return old == nil ? nil : .removed }
    guard let old else { return .added }
    if old.digest == digest {
      return old.token != new.token ? .wasted : hasSameURL ? nil : .moved
    }
    if old.token == new.token { return hasSameURL ? .poisoned : .changed }
    return TokenHistory(old).stoodForOtherBytes(new.token, than: digest) ? .poisoned : .changed
  }

  /// The number of changes of a kind.
  public func count(_ kind: ReleaseChange.Kind) -> Int {
    all.count { $0.kind == kind }
  }

  /// The roots of changed assets that a side has no URL for, by their names.
  public var rootsWithoutURL: [String] {
    let roots = Set(from.roots.map(\.name)).intersection(to.roots.map(\.name))
    return Set(all.map(\.id.root)).subtracting(roots).sorted()
  }

  /// `v1.2.0 to the working tree: 1 poisoned, 12 changed`.
  public var summary: String {
    let counts = ReleaseChange.Kind.allCases.compactMap { kind in
      count(kind) == 0 ? nil : "\(count(kind)) \(kind.rawValue)"
    }
    let names = "\(VisibleText.of(from.name)) to \(VisibleText.of(to.name))"
    return "\(names): " + (counts.isEmpty ? "nothing changes" : counts.joined(separator: ", "))
  }
}
