import Values

/// A loader of the Python package `assetbump`, where an application's source names it.
///
/// An import at the start of a line, or, for Django, the storage's name as a text in the settings.
struct OwnLoader {
  /// The module, such as `assetbump.flask`.
  let name: String
  /// Where it is named.
  let place: Int
  /// Whether the module serves the files too: for a year where their bytes are those of the token.
  let serves: Bool

  /// The first one that a source names; nil where it names none.
  init?(in text: [UInt8]) {
    guard ByteSearch.contains(text[...], Array("assetbump.".utf8)) else { return nil }
    for (name, serves) in Self.modules {
      let word = Array(name.utf8)
      var start = 0
      while let place = ByteSearch.firstIndex(of: word, in: text[start...]) {
        start = place + word.count
        if Self.isName(text[..<place], text[start...]) {
          (self.name, self.place, self.serves) = (name, place, serves)
          return
        }
      }
    }
    return nil
  }

  private static let modules = [
    ("assetbump.flask", true), ("assetbump.quart", true), ("assetbump.starlette", true),
    ("assetbump.django", false),
    ("assetbump.jinja", false),
  ]

  /// Whether what stands before and behind makes the word between an import, or a text that goes on.
  private static func isName(_ before: ArraySlice<UInt8>, _ behind: ArraySlice<UInt8>) -> Bool {
    if let quote = before.last, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return behind.first == UInt8(ascii: ".")
    }
    let line = before[
      (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? before.startIndex)...]
    return (line.elementsEqual("from ".utf8) || line.elementsEqual("import ".utf8))
      && behind.first.map { !$0.isNameByte } ?? true
  }
}
