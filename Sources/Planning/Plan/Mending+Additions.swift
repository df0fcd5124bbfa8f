import References
import Site
import Values

extension Mending {
  /// The places where references without a token get one.
  struct Additions {
    /// The places, by file and by the place of the reference's target.
    var places: [BytePath: [Int: TokenAddition]] = [:]
    /// The references that get a token.
    var found: [FoundReference] = []
    /// Those that do not, and why.
    var left: [LiteralReferences.Left] = []

    /// None.
    init() {}

    /// Finds the places.
    ///
    /// A module that scripts import gets no token anywhere: its importers name it without one, and it
    /// would run twice.
    init(
      _ references: LiteralReferences, _ map: ReferenceMap, of project: Project,
      contents: [BytePath: [UInt8]]
    ) {
      let style = HouseStyle(references.changeable)
      let modules = Set(
        map.all.filter { $0.reference.form == .scriptImport }.compactMap(\.resolution.asset))
      for bare in references.bare {
        guard let id = bare.resolution.asset, let root = project.root(named: id.root) else {
          continue
        }
        guard !modules.contains(id) else {
          left.append(LiteralReferences.Left(found: bare, reason: .importers))
          continue
        }
        let reference = bare.reference
        let addition = contents[reference.file].flatMap {
          TokenAddition(for: reference, in: $0, style, parameter: root.parameter)
        }
        guard let addition, root.placement == .query else {
          left.append(LiteralReferences.Left(found: bare, reason: .noPlace))
          continue
        }
        places[reference.file, default: [:]][reference.targetRange.lowerBound] = addition
        found.append(bare)
      }
    }
  }

  /// The assets without a record that references are to get a token for.
  public func untracked(in inventory: Inventory) -> [Entry] {
    Set(changed.compactMap(\.resolution.asset)).sorted().compactMap { inventory[$0] }
      .filter { $0.status == .untracked }
  }

  /// Where a reference has its token, or would get it.
  func place(of found: FoundReference) -> Range<Int>? {
    if let range = found.reference.token.range { return range }
    return addition(for: found).map { $0.place..<$0.place }
  }

  /// Whether a reference names an asset whose references get tokens.
  func receives(_ found: FoundReference) -> Bool {
    guard let receivers else { return true }
    return found.resolution.asset.map(receivers.contains) ?? false
  }

  /// Where a reference without a token gets one.
  func addition(for found: FoundReference) -> TokenAddition? {
    guard found.reference.token.range == nil, receives(found) else { return nil }
    return additions[found.reference.file]?[found.reference.targetRange.lowerBound]
  }
}
