import Site
import Values

/// The rows of a server's maps for one root, as texts of its configuration.
struct RecipeMaps {
  /// What a request asks for, where the answer may be kept.
  private(set) var kept: [String] = []
  /// What a request asks for, and the path of the file that is meant.
  private(set) var files: [(asked: String, file: String)] = []

  /// The files that the server cannot find under a token.
  private(set) var left: [BytePath] = []

  /// Writes the rows; nginx finds them whatever the case of their letters, so of two that differ in
  /// nothing else it gets neither.
  init(_ urls: KeptURLs, for server: ServerRecipe.Server) {
    var counts: [[UInt8]: Int] = [:]
    var rows: [(key: [UInt8], path: BytePath, isKept: Bool)] = []
    for file in urls.files {
      for (tokens, isKept) in [(file.kept, true), (file.others, false)] {
        for token in Set(tokens).sorted(by: { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
        ) {
          let key = urls.asked(file.path, token)
          counts[key.map(\.lowercasedASCII), default: 0] += 1
          rows.append((key, file.path, isKept))
        }
      }
    }
    for row in rows where server == .caddy || counts[row.key.map(\.lowercasedASCII)] == 1 {
      let isRewritten = urls.root.placement != .query
      guard let text = Self.key(row.key, for: server),
        server == .nginx || !isRewritten || !row.path.bytes.contains(where: Self.isSpecial)
      else {
        if isRewritten && row.isKept { left.append(row.path) }
        continue
      }
      if row.isKept { kept.append(text) }
      if isRewritten {
        let start = server == .nginx ? Array("/".utf8) : urls.prefix ?? []
        files.append((text, Self.value(start + row.path.bytes, for: server)))
      }
    }
  }

  /// nginx's room for the rows of all roots, where what it has without being asked is not enough.
  static func nginxSizes(of maps: [RecipeMaps]) -> String {
    let longest = maps.flatMap { $0.kept + $0.files.map(\.asked) }.map(\.utf8.count).max() ?? 0
    let count = maps.map { max($0.kept.count, $0.files.count) }.max() ?? 0
    var text = ""
    if count > 1000 { text += "map_hash_max_size \(power(above: 4 * count));\n" }
    if longest > 32 { text += "map_hash_bucket_size \(power(above: 4 * (longest + 16)));\n" }
    return text
  }

  private static func power(above number: Int) -> Int {
    var power = 64
    while power < number { power *= 2 }
    return power
  }

  /// A key as text of the configuration; nil where the server has none for it.
  ///
  /// In nginx a backslash stands before a quote and another; what Caddy has between backticks it
  /// takes as it is, so a name with one gets no row.
  private static func key(_ bytes: [UInt8], for server: ServerRecipe.Server) -> String? {
    guard server == .nginx else {
      return bytes.contains(UInt8(ascii: "`")) ? nil : "`\(String(decoding: bytes, as: UTF8.self))`"
    }
    let escaped = bytes.flatMap {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), $0] : [$0]
    }
    return "\"\(String(decoding: escaped, as: UTF8.self))\""
  }

  /// Whether Caddy's `rewrite` and `file` take a byte of a path for something else.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    Array("?#%\"\\{}*[`".utf8).contains(byte)
  }

  /// A path as a value.
  ///
  /// nginx puts variables in, so a dollar comes from one; Caddy wants it encoded.
  private static func value(_ bytes: [UInt8], for server: ServerRecipe.Server) -> String {
    guard server == .nginx else {
      return "\"\(PercentEncoding.path(bytes, as: .until21))\""
    }
    let escaped = bytes.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "$"): Array("${assetbump_dollar}".utf8)
      default: [byte]
      }
    }
    return "\"\(String(decoding: escaped, as: UTF8.self))\""
  }
}

extension UInt8 {
  fileprivate var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
