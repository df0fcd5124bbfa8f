import Site

/// A helper that is called, ready to be compared with bytes.
struct CallHelper {
  let helper: ReferenceHelper
  let name: [UInt8]
  let isDotted: Bool
  let keyword: [UInt8]?
  let alias: [UInt8]?
  /// What stands around the path, where the helper adds something.
  let prefix: [UInt8]
  let suffix: [UInt8]
  /// Whether the helper's own name counts, whatever stands in front of it.
  let isName: Bool

  init(_ helper: ReferenceHelper) {
    self.helper = helper
    name = Array(helper.name.utf8)
    isDotted = name.contains(UInt8(ascii: "."))
    keyword = helper.pathKeyword.map { Array($0.utf8) }
    alias = helper.pathAlias.map { Array($0.utf8) }
    prefix = Array(helper.pathPrefix.utf8)
    suffix = Array(helper.pathSuffix.utf8)
    isName = !isDotted && keyword != nil
  }
}

extension CallHelper {
  /// The whole path, with what the helper puts around the one that it is handed.
  func whole(_ parts: [TargetPart]) -> [TargetPart] {
    if prefix.isEmpty, suffix.isEmpty { return parts }
    var parts = parts
    if !prefix.isEmpty { parts.insert(.literal(prefix), at: 0) }
    if !suffix.isEmpty { parts.append(.literal(suffix)) }
    return parts.joined
  }

  /// The kind of the token that the helper adds by itself.
  var addedKind: ReferenceToken.Kind {
    switch helper.added {
    case nil: .none
    case .lasting: .automatic
    case .changing: .changing
    }
  }
}
