import References
import Values

extension ReleaseChange {
  /// Where the project's own files name each asset first.
  public static func places(in map: ReferenceMap) -> [AssetID: Place] {
    var places: [AssetID: Place] = [:]
    for found in map.all where found.source == .own && found.reference.context == .live {
      guard let id = found.resolution.asset, places[id] == nil else { continue }
      places[id] = Place(file: found.reference.file, position: found.reference.position)
    }
    return places
  }
}
