import Values

/// What becomes of strings behind their ends: a token in a text that is changed, compared or taken apart is
/// none to be rewritten.
extension PHPReader {
  /// Whether a name with a parenthesis behind it is a word of the language.
  func isStatement(_ name: Range<Int>) -> Bool {
    Self.statements.contains(UnsafeBufferPointer(rebasing: scan.bytes[name]))
  }

  /// Whether a string at a place is compared with something: `== '…'`, `case '…'`.
  func isCompared(at place: Int) -> Bool {
    if let name, scan.equals(name, "case") { return true }
    var index = place
    while index > range.lowerBound, scan.bytes[index - 1].isSpace { index -= 1 }
    return index - 2 >= range.lowerBound && scan.bytes[index - 1] == UInt8(ascii: "=")
      && "=!<>".utf8.contains(scan.bytes[index - 2])
  }

  /// Whether a bracket that opens at the index holds what its function changes, compares or puts together.
  func changesTexts(in frame: Frame) -> Bool {
    let function = frame.function
    if function.isEmpty || ":>".utf8.contains(scan.byte(function.lowerBound - 1)) {
      return frames[frames.count - 1].changesTexts
    }
    if scan.equals(function, "implode") || scan.equals(function, "join") {
      return argument().map { !endsURL($0.inner.lowerBound, before: $0.inner.upperBound) } ?? true
    }
    if ["sprintf", "printf", "vsprintf", "vprintf"].contains(where: { scan.equals(function, $0) }) {
      return argument().map { !fillsEnds($0) } ?? true
    }
    if TextFunctions.keeping.contains(UnsafeBufferPointer(rebasing: scan.bytes[function])) {
      return frames[frames.count - 1].changesTexts
    }
    return Self.textFunctions.contains { scan.matches($0, at: function.lowerBound) }
      || frames[frames.count - 1].changesTexts
  }

  /// Takes what stands in a bracket that ends at the index.
  mutating func close(_ frame: Frame) {
    guard scan.found.count > frame.foundBefore else { return }
    if frame.changesTexts {
      if !frames[frames.count - 1].changesTexts {
        compute(from: frame.foundBefore, isWhole: true)
      }
      return
    }
    var behind = index + 1
    if frame.isList {
      behind = gapEnd(from: behind)
      guard scan.byte(behind) == UInt8(ascii: "["), behind < range.upperBound else { return }
      behind = scan.bracketEnd(behind, before: min(range.upperBound, behind + 1024))
    } else if !frame.function.isEmpty {
      let word = UnsafeBufferPointer(rebasing: scan.bytes[frame.function])
      guard TextFunctions.keeping.contains(word) else { return }
    }
    compute(from: frame.foundBefore, behind: behind)
  }

  /// Takes the tokens in strings that were found from an index on for computed ones, where what stands behind
  /// their end changes or compares them.
  mutating func compute(from count: Int, behind end: Int) {
    guard scan.found.count > count else { return }
    let place = gapEnd(from: end)
    guard place < range.upperBound else { return }
    let next = scan.byte(place + 1)
    switch scan.bytes[place] {
    case UInt8(ascii: "."): compute(from: count, isWhole: false)
    case UInt8(ascii: ",")
    where frames.count == 1 && frames[0].isPrinted && !isFollowedByEnd(place):
      compute(from: count, isWhole: false)
    case UInt8(ascii: "["), UInt8(ascii: "{"): compute(from: count, isWhole: true)
    case UInt8(ascii: "="), UInt8(ascii: "!"):
      if next == UInt8(ascii: "=") || next == UInt8(ascii: ">") {
        compute(from: count, isWhole: true)
      }
    default: break
    }
  }

  mutating func compute(from count: Int, isWhole: Bool) {
    for range in computed.added(count..<scan.found.count, isWhole: isWhole) {
      for index in range where scan.found[index].call == nil {
        scan.compute(index, isWhole: isWhole)
      }
    }
  }

  /// Whether what `echo` prints behind a comma is a text that continues no token.
  private func isFollowedByEnd(_ comma: Int) -> Bool {
    guard let next = text(at: gapEnd(from: comma + 1)) else { return false }
    return endsURL(next.inner.lowerBound, before: next.inner.upperBound)
  }

  /// The string that is the first argument of the call that opens at the index.
  private func argument() -> Text? {
    let place = gapEnd(from: index + 1)
    return place < range.upperBound ? text(at: place) : nil
  }

  /// Whether the values that are put into a text stand where a URL can end: `'<img src="%s">'`.
  private func fillsEnds(_ format: Text) -> Bool {
    var place = format.inner.lowerBound
    let end = format.inner.upperBound
    while place < end {
      if scan.bytes[place] == UInt8(ascii: "%"), scan.byte(place + 1) != UInt8(ascii: "%") {
        place += 1
        while place < end, !scan.bytes[place].isLetter { place += 1 }
        if place + 1 < end, !endsURL(place + 1, before: end) { return false }
      } else if scan.bytes[place] == UInt8(ascii: "%") {
        place += 1
      }
      place += 1
    }
    return true
  }

  private func endsURL(_ place: Int, before end: Int) -> Bool {
    guard place < end else { return false }
    if scan.bytes[place] == UInt8(ascii: "\\") {
      return "nrt\"'".utf8.contains(scan.byte(place + 1))
    }
    return TokenText.endsURL(scan.bytes[place]) || "&#".utf8.contains(scan.bytes[place])
  }

  private func gapEnd(from start: Int) -> Int {
    var index = start
    while index < range.upperBound, scan.bytes[index].isSpace { index += 1 }
    return index
  }

  private static let statements = WordSet([
    "echo", "print", "return", "if", "elseif", "while", "for", "foreach", "switch", "match", "and",
    "or", "xor", "include", "include_once", "require", "require_once", "catch", "fn", "function",
  ])

  /// How PHP's own functions begin that change texts, compare them, look at their characters or make digests
  /// of them.
  private static let textFunctions: [StaticString] = [
    "str_", "strto", "strtr", "strrev", "strlen", "strpos", "stripos", "strrpos", "strstr",
    "stristr",
    "strrchr", "strcmp", "strcasecmp", "strnc", "substr", "mb_", "preg_", "md5", "sha1", "crc32",
    "hash",
    "base64_", "bin2hex", "explode", "ucfirst", "lcfirst", "ucwords", "chunk_split", "wordwrap",
    "parse_", "basename", "pathinfo", "in_array", "array_search", "array_key", "count_chars",
    "levenshtein", "similar_text", "iconv", "addcslashes", "quoted_printable",
  ]
}
