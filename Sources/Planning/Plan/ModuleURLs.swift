import Values
import References
import Site

/// The URLs that ES modules have: a browser runs a module once for each (HTML, "fetch a module script": the
/// module map's keys are URLs).
struct ModuleURLs {
  /// The modules that would have more URLs once the tokens that can be rewritten are.
  let split: Set<AssetID>

  /// Finds them.
  ///
  /// - Parameters:
  ///   - additions: the tokens that references without one are to get.
  ///   - others: modules that are imported by a path that is computed.
  init(
    _ map: ReferenceMap, adding additions: [BytePath: [Int: TokenAddition]] = [:],
    and others: Set<AssetID> = []
  ) {
    var modules = others
    for row in map.all.rows where row.form == .scriptImport && row.hasAsset {
      if let id = map.all.asset(of: row) { modules.insert(id) }
    }
    split = modules.filter { Self.isSplit(map[$0], additions, isComputed: others.contains($0)) }
  }

  private struct URL: Hashable {
    let parameter: [UInt8]?
    let text: [UInt8]?
  }

  private static func isSplit(
    _ places: [FoundReference], _ additions: [BytePath: [Int: TokenAddition]], isComputed: Bool
  ) -> Bool {
    let bare = URL(parameter: nil, text: nil)
    var before: Set<URL> = isComputed ? [bare] : []
    var after = before
    for place in places where place.isFetched {
      let token = place.reference.token
      let hasText = token.range != nil
      before.insert(URL(parameter: token.parameter, text: hasText ? token.text : nil))
      let start = place.reference.targetRange.lowerBound
      if !hasText, let addition = additions[place.reference.file]?[start] {
        after.insert(URL(parameter: addition.parameter, text: []))
        continue
      }
      let isNew = place.hasWrittenToken && place.reasonToStay == nil
      after.insert(
        URL(parameter: token.parameter, text: isNew ? [] : hasText ? token.text : nil))
    }
    return after.count > before.count
  }
}

extension FoundReference {
  /// Whether some browser may ask for it: not where it stands in a comment, test, document or copy.
  fileprivate var isFetched: Bool {
    guard reference.context != .comment else { return false }
    switch source {
    case .own, .vendored, .minified, .unlisted: return true
    case .test, .documentation, .backup: return false
    }
  }
}
