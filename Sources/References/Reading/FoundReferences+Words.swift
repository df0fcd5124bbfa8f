import Site
import Values

/// References in words.
extension FoundReferences {
  /// Adds where a reference stands, `templates/base.html:12:14`.
  package func addPlace(of row: PackedReference, to text: inout [UInt8]) {
    files.withRow(Int(row.file)) { text.add(visible: $0) }
    text.add(":")
    text.add(Int(row.line))
    text.add(":")
    text.add(Int(row.column))
  }

  /// Adds the asset that a reference names, `static:css/site.css`.
  package func addAsset(of row: PackedReference, to text: inout [UInt8]) {
    let asset = Int(row.asset)
    var root = names.root(at: asset)
    root.withUTF8 { text.add(visible: $0) }
    text.add(":")
    names.withPath(asset) { text.add(visible: $0) }
  }

  /// Adds a reference's token, `v=5`, `?5`, `(auto)`, `(expr)`, `-`.
  package func addToken(of row: PackedReference, to text: inout [UInt8]) {
    switch row.resolvedKind {
    case .none: text.add("-")
    case .literal, .bare:
      if let parameter = parameter(of: row) {
        text.add(visible: parameter[...])
        text.add("=")
      } else {
        text.add("?")
      }
      text.add(visible: token(of: row))
    case .computed, .changing, .automatic:
      text.add("(")
      text.add(row.resolvedKind.rawValue)
      text.add(")")
    }
  }

  /// Adds what became of a reference, `ok`, `missing (comment)`.
  package func addStatus(of row: PackedReference, to text: inout [UInt8]) {
    text.add(row.status.rawValue)
    addContext(of: row, to: &text)
  }

  /// Adds ` (comment)` where a reference is not live.
  package func addContext(of row: PackedReference, to text: inout [UInt8]) {
    guard row.context != .live else { return }
    text.add(" (")
    text.add(row.context.rawValue)
    text.add(")")
  }
}
