import Values

/// The extensions of files that browsers fetch.
enum FileExtensions {
  /// Whether a path ends in the extension of a program that the server runs.
  static func isProgram(_ path: ArraySlice<UInt8>) -> Bool {
    guard let dot = path.lastIndex(of: UInt8(ascii: ".")), path.endIndex - dot <= 6 else {
      return false
    }
    return programs.contains(path[(dot + 1)...], lowering: true)
  }

  private static let programs = WordSet([
    "php", "asp", "aspx", "jsp", "cgi", "pl", "py", "rb", "phtml",
  ])

  /// Whether a path ends in one; holes end nothing.
  static func ends(_ path: ArraySlice<UInt8>) -> Bool {
    guard let dot = path.lastIndex(of: UInt8(ascii: ".")), dot + 1 < path.endIndex,
      path.endIndex - dot <= 12
    else { return false }
    return all.contains(path[(dot + 1)...], lowering: true)
  }

  private static let all = WordSet([
    "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "bmp",
    "woff", "woff2", "ttf", "otf", "eot", "json", "webmanifest", "mp3", "mp4", "ogg", "webm", "wav",
    "pdf", "wasm", "html", "htm", "xml", "txt", "swf", "cur", "m4a",
  ])
}
