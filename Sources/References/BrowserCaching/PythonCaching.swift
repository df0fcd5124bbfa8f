import Values

/// What a Python source file says of how long static files are kept.
///
/// A setting counts wherever it is given a value that can be worked out without running anything:
/// `app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 60 * 60`, a class's attribute, a keyword or a
/// dictionary's entry. A `Cache-Control` text counts only near the word "static", for most are about
/// pages.
struct PythonCaching {
  let evidence: [CacheHeaders.Evidence]

  init(_ text: [UInt8], of file: BytePath) {
    var found: [(offset: Int, what: String, keeping: CacheHeaders.Keeping)] = []
    for name in Self.settings {
      for place in Self.places(of: name, in: text) {
        if let keeping = Self.value(behind: place + name.utf8.count, in: text) {
          found.append((place, name, keeping))
        }
      }
    }
    if let loader = OwnLoader(in: text), loader.serves {
      found.append((loader.place, loader.name, .immutable))
    }
    for place in Self.places(of: "Cache-Control", in: text) {
      if Self.isNearStatic(place, in: text), let keeping = Self.header(behind: place + 13, in: text)
      {
        found.append((place, "Cache-Control", keeping))
      }
    }
    evidence = found.sorted { $0.offset < $1.offset }.map { found in
      CacheHeaders.Evidence(
        file: file, position: TextPosition(of: found.offset, in: text), what: found.what,
        keeping: found.keeping, isOfStatics: true)
    }
  }

  private static let settings = ["SEND_FILE_MAX_AGE_DEFAULT", "WHITENOISE_MAX_AGE"]

  /// Where a word stands outside comments.
  private static func places(of word: String, in text: [UInt8]) -> [Int] {
    let word = Array(word.utf8)
    var places: [Int] = []
    var start = 0
    while let place = ByteSearch.firstIndex(of: word, in: text[start...]) {
      start = place + word.count
      let isWhole =
        (place == 0 || !text[place - 1].isNameByte)
        && (start == text.count || !text[start].isNameByte)
      let line = text[..<place].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      if isWhole, !text[line..<place].contains(UInt8(ascii: "#")) { places.append(place) }
    }
    return places
  }

  /// The value that stands behind a setting's name: `"] = 60`, `: 60`, `=60`.
  private static func value(behind start: Int, in text: [UInt8]) -> CacheHeaders.Keeping? {
    var index = start
    while index < text.count, " \"']".utf8.contains(text[index]) { index += 1 }
    guard index < text.count, text[index] == UInt8(ascii: "=") || text[index] == UInt8(ascii: ":")
    else { return nil }
    index += 1
    guard index < text.count, text[index] != UInt8(ascii: "=") else { return nil }
    let line = text[index...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
    // A value in brackets goes on below.
    let end = text[index..<line].contains(UInt8(ascii: "(")) ? min(text.count, index + 200) : line
    return DurationExpression.value(of: text[index..<end])
  }

  /// The header's value in the string behind its name, on the line or the next.
  private static func header(behind start: Int, in text: [UInt8]) -> CacheHeaders.Keeping? {
    let end = min(text.count, start + 160)
    var index = start
    if index < end, text[index] == UInt8(ascii: "\"") || text[index] == UInt8(ascii: "'") {
      index += 1
    }
    guard
      let open = text[index..<end].firstIndex(where: {
        $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
      }),
      let close = text[(open + 1)..<end].firstIndex(of: text[open])
    else { return nil }
    return .of(header: text[(open + 1)..<close])
  }

  /// Whether "static" stands on the line or one of the eight above it.
  private static func isNearStatic(_ place: Int, in text: [UInt8]) -> Bool {
    var start = place
    for _ in 0...8 {
      guard let feed = text[..<start].lastIndex(of: UInt8(ascii: "\n")) else {
        start = 0
        break
      }
      start = feed
    }
    let end = text[place...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
    return ByteSearch.contains(text[start..<end], Array("static".utf8))
  }
}
