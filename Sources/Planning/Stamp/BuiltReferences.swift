import References
import Values

/// Sorts the references of a built site: those that carry a token, those that get one, and those that are
/// left, for it is in doubt whether they may have one.
struct BuiltReferences {
  private(set) var changeable: [FoundReference] = []
  private(set) var bare: [FoundReference] = []
  private(set) var left: [LiteralReferences.Left] = []
  /// What stands in front of the first expression in the paths of modules that are imported by computed ones.
  private(set) var computedImports: Set<BytePath> = []

  /// Sorts them.
  init(_ map: ReferenceMap) {
    for found in map.all where found.reference.context != .comment {
      switch found.resolution.status {
      case .ok: sortIn(found)
      case .dynamic:
        if found.reference.form == .scriptImport, let file = found.resolution.file {
          computedImports.insert(file)
        }
        leave(found, .computed)
      case .unsure: leave(found, .page)
      default: break
      }
    }
  }

  private mutating func sortIn(_ found: FoundReference) {
    switch found.reference.token.kind {
    case _ where found.hasWrittenToken:
      if let reason = found.reasonToStay { leave(found, reason) } else { changeable.append(found) }
    case .none:
      if found.reference.isCertain { bare.append(found) } else { leave(found, .uncertain) }
    case .bare: leave(found, .noPlace)
    case .literal, .computed, .changing, .automatic: leave(found, .computed)
    }
  }

  private mutating func leave(_ found: FoundReference, _ reason: LiteralReferences.Reason) {
    left.append(LiteralReferences.Left(found: found, reason: reason))
  }

  /// Leaves references.
  ///
  /// - Parameter reason: why one is left; nil for those that are not.
  mutating func leave(where reason: (FoundReference) -> LiteralReferences.Reason?) {
    func sift(_ all: inout [FoundReference]) {
      all = all.filter { found in
        guard let reason = reason(found) else { return true }
        leave(found, reason)
        return false
      }
    }
    var (kept, without) = (changeable, bare)
    sift(&kept)
    sift(&without)
    (changeable, bare) = (kept, without)
  }
}
