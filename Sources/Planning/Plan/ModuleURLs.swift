import Values
import References
import Site

/// The URLs that ES modules have: a browser runs a module once for each (HTML, "fetch a module script": the
/// module map's keys are URLs).
struct ModuleURLs {
  /// The modules that would have more URLs once the tokens that can be rewritten are.
  let split: Set<AssetID>
  /// Of each of those the first place that keeps its URL.
  let keepers: [AssetID: FoundReference]

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
    keepers = split.reduce(into: [:]) { all, id in all[id] = Self.keeper(among: map[id]) }
  }

  /// The first place that keeps the URL which others give up.
  private static func keeper(among places: [FoundReference]) -> FoundReference? {
    let given = Set(places.lazy.filter { $0.isFetched && isNew($0) }.map(url))
    return places.first { $0.isFetched && !isNew($0) && given.contains(url(of: $0)) }
  }

  /// Whether a place gets a new token.
  private static func isNew(_ place: FoundReference) -> Bool {
    place.hasWrittenToken && place.reasonToStay == nil
  }

  private static func url(of place: FoundReference) -> URL {
    let token = place.reference.token
    return URL(parameter: token.parameter, text: token.range == nil ? nil : token.text)
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
      before.insert(url(of: place))
      let start = place.reference.targetRange.lowerBound
      if token.range == nil, let addition = additions[place.reference.file]?[start] {
        after.insert(URL(parameter: addition.parameter, text: []))
        continue
      }
      after.insert(isNew(place) ? URL(parameter: token.parameter, text: []) : url(of: place))
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
