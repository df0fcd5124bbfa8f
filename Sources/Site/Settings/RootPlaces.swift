import Disk
import Formats
import Values

extension Project {
  /// Where the settings file tells of each root.
  package func rootPlaces(on fileSystem: some FileSystem) -> RootPlaces {
    guard case .file(let file) = source else { return RootPlaces() }
    var places = RootPlaces(
      first: SettingsPlace(file: file, position: TextPosition(line: 1, column: 1)))
    let path = folder.appending(BytePath(file))
    guard let text = try? fileSystem.read(path, limit: TOMLDocument.sizeLimit),
      var node = try? TOMLDocument(text, file: file).top
    else { return places }
    if file == "pyproject.toml" {
      for key in ["tool", "assetbump"] {
        guard let child = node.child(key) else { return places }
        node = child
      }
    }
    for root in (try? node.child("root")?.tables()) ?? [] {
      let name = root.child("name").flatMap { try? $0.string() } ?? "static"
      if places.roots[name] == nil { places.roots[name] = root.place }
    }
    return places
  }
}

/// The places where a settings file tells of the roots.
package struct RootPlaces {
  /// The first line of the file; nil where no file has any settings.
  var first: SettingsPlace?
  /// The place of each root by its name.
  var roots: [String: SettingsPlace] = [:]

  /// Where the file tells of a root, or else its first line; nil where no file has any settings.
  package subscript(name: String) -> SettingsPlace? { roots[name] ?? first }
}
