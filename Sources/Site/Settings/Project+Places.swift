import Disk
import Formats
import Values

extension Project {
  /// Where the settings file tells of a root, or else of nothing but the first line of it; nil where no
  /// file has any settings.
  package func place(ofRoot name: String, on fileSystem: some FileSystem) -> SettingsPlace? {
    guard case .file(let file) = source else { return nil }
    let first = SettingsPlace(file: file, position: TextPosition(line: 1, column: 1))
    let path = folder.appending(BytePath(file))
    guard let text = try? fileSystem.read(path, limit: TOMLDocument.sizeLimit),
      var node = try? TOMLDocument(text, file: file).top
    else { return first }
    if file == "pyproject.toml" {
      for key in ["tool", "assetbump"] {
        guard let child = node.child(key) else { return first }
        node = child
      }
    }
    let roots = (try? node.child("root")?.tables()) ?? []
    let found = roots.first { root in
      (root.child("name").flatMap { try? $0.string() } ?? "static") == name
    }
    return found?.place ?? first
  }
}
