import Values

/// Files that a build makes of others, by their names.
enum CompiledFiles {
  /// What a build may make a file of, beside it: `x.css` of `x.min.css`, `x.scss` of `x.css`.
  static func sources(of file: BytePath) -> [BytePath] {
    if let mark = ByteSearch.firstIndex(of: Array(".min.".utf8), in: file.name) {
      return [BytePath(bytes: Array(file.bytes[..<mark] + file.bytes[(mark + 4)...]))]
    }
    guard let dot = file.name.lastIndex(of: BytePath.dot) else { return [] }
    let endings = compiled[String(decoding: file.bytes[(dot + 1)...], as: UTF8.self)] ?? []
    return endings.map { BytePath(bytes: Array(file.bytes[...dot]) + Array($0.utf8)) }
  }

  /// The endings of what compilers read, by those of what they write.
  private static let compiled = [
    "css": ["scss", "sass", "less", "styl"], "js": ["ts", "tsx", "jsx", "coffee"],
  ]
}
