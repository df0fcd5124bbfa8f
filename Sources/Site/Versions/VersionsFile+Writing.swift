import Formats
import Values

extension VersionsFile {
  /// The text of the file, JSON in UTF-8.
  ///
  /// An asset a line, sorted by bytes, so that diffs are small and merges easy. Reading it gives the
  /// same contents, and equal contents give equal bytes.
  ///
  /// A path that is not UTF-8 cannot stand in JSON, nor in a URL: such an asset is unreadable and
  /// never gets a record, and a record put there all the same is left out.
  public var canonicalBytes: [UInt8] {
    var text = VersionsText()
    text.bytes.reserveCapacity(tables.values.reduce(256) { $0 + $1.count * 200 })
    text.add("{\n  \"format\": \(VersionsFile.format),\n  \"assets\": {")
    for (index, root) in tables.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
      .enumerated()
    {
      text.add(index == 0 ? "\n    " : ",\n    ")
      text.addString(Array(root.key.utf8))
      text.add(": {")
      text.add(root.value)
      text.add(text.bytes.last == UInt8(ascii: "{") ? "}" : "\n    }")
    }
    text.add(tables.isEmpty ? "}" : "\n  }")
    for member in unknown {
      text.add(",\n  ")
      text.add(member)
    }
    text.add("\n}\n")
    return text.bytes
  }
}
