import Site
import Values

extension VersionsFile {
  /// The file once changes are made; a root without records has no object of its own.
  package func applying(_ changes: [Change]) -> VersionsFile {
    var file = self
    for (root, changes) in Dictionary(grouping: changes, by: \.id.root) {
      let sorted = changes.sorted { $0.id.path < $1.id.path }
        .map { (path: $0.id.path, record: $0.after) }
      let table = (tables[root] ?? RecordTable()).replacing(sorted)
      file.tables[root] = table.count == 0 ? nil : table
    }
    return file
  }
}
