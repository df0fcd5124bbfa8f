import Values

/// The end of a file's name that says what the file is: `.css`, `.min.js`, `.css.map`.
///
/// The second group of this regular expression, letters of either case:
/// `^(.+?)((?:\.min|\.d(?=\.[mc]?ts(?:\.|$)))?(?:\.[a-z][^.]*(?=\.(?:map|gz|br|zst)$))?\.[^.]+)$`
enum FileEnding {
  /// Where the ending starts in a name; at its end for a name without one.
  static func start(in name: ArraySlice<UInt8>) -> Int {
    guard let last = dot(before: name.endIndex, in: name), last + 1 < name.endIndex else {
      return name.endIndex
    }
    var start = last
    if wrappers.contains(word(name[last...])), let inner = dot(before: start, in: name),
      inner + 1 < start, isLetter(name[inner + 1])
    {
      start = inner
    }
    if let inner = dot(before: start, in: name) {
      let mark = word(name[inner..<start])
      let next = word(name[(start + 1)...].prefix { $0 != BytePath.dot })
      if mark == ".min" || (mark == ".d" && types.contains(next)) { start = inner }
    }
    return start
  }

  /// What wraps another kind of file: source maps, and copies compressed beforehand.
  private static let wrappers: Set<String> = [".map", ".gz", ".br", ".zst"]
  /// The extensions of TypeScript, before which `.d` marks declarations.
  private static let types: Set<String> = ["ts", "mts", "cts"]

  /// The place of the last dot before another place; nil where a name only starts with it.
  private static func dot(before end: Int, in name: ArraySlice<UInt8>) -> Int? {
    name[..<end].lastIndex(of: BytePath.dot).flatMap { $0 > name.startIndex ? $0 : nil }
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).lowercased()
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
  }
}
