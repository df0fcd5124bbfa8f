import Values

/// Finds tags from the start of a file to its end.
struct TagFinder {
  let scan: ReferenceScan
  var tags: [TemplateTag] = []
  /// Where each closing delimiter that was looked for comes next: each is looked for once.
  private var places: [(delimiter: UInt16, place: Int)] = []
  /// Where the next `{`, `<%` and `<?` stand; each is looked for once.
  private var brace = -1
  private var percent = -1
  private var question = -1
  /// Where the application's own mark of an expression stands.
  private var own = -1

  /// The tags that are known already, and the next of them.
  private let known: [TemplateTag]
  private var nextKnown = 0

  /// - Parameter known: tags that are known already, in order.
  init(scan: ReferenceScan, knowing known: [TemplateTag] = []) {
    self.scan = scan
    self.known = known
  }

  mutating func run() {
    let end = scan.bytes.count
    var index = nextOpening(from: 0, end)
    while true {
      while nextKnown < known.count, known[nextKnown].range.lowerBound <= index {
        let tag = known[nextKnown]
        nextKnown += 1
        guard tags.last.map({ $0.range.upperBound <= tag.range.lowerBound }) ?? true else {
          continue
        }
        tags.append(tag)
        if tag.range.upperBound > index { index = nextOpening(from: tag.range.upperBound, end) }
      }
      guard index + 1 < end else {
        if nextKnown == known.count { break }
        index = end
        continue
      }
      if let tag = tag(at: index, end) {
        tags.append(tag)
        index = tag.range.upperBound
        skipVerbatim(behind: tag, &index, end)
      } else {
        index += 1
      }
      index = nextOpening(from: index, end)
    }
    scan.steps += end
  }

  /// The next place where a tag may begin, the end where there is none.
  private mutating func nextOpening(from index: Int, _ end: Int) -> Int {
    guard index < end else { return end }
    if brace < index { brace = scan.first(UInt8(ascii: "{"), in: index..<end) ?? end }
    if percent < index { percent = angle(before: UInt8(ascii: "%"), from: index, end) }
    if question < index { question = angle(before: UInt8(ascii: "?"), from: index, end) }
    guard let marks = scan.rules.marks else { return min(brace, percent, question) }
    if own < index { own = place(of: marks.open, from: index, end) }
    return min(brace, percent, question, own)
  }

  /// The place of the next `<` that stands in front of a byte, which is rarer.
  private func angle(before byte: UInt8, from index: Int, _ end: Int) -> Int {
    var start = index + 1
    while let place = scan.first(byte, in: start..<end) {
      if scan.bytes[place - 1] == UInt8(ascii: "<") { return place - 1 }
      start = place + 1
    }
    return end
  }

  private func place(of mark: [UInt8], from start: Int, _ end: Int) -> Int {
    var start = start
    while let place = scan.first(mark[0], in: start..<end) {
      if scan.byte(place + 1) == mark[1] { return place }
      start = place + 1
    }
    return end
  }

  private mutating func tag(at index: Int, _ end: Int) -> TemplateTag? {
    if index == own, let marks = scan.rules.marks, index + 2 <= end {
      let close = place(of: marks.close, from: index + 2, end)
      return close == end
        ? nil
        : TemplateTag(
          kind: .expression, range: index..<(close + 2), inner: trimmedMarks(index + 2, close))
    }
    let next = scan.bytes[index + 1]
    if scan.bytes[index] == UInt8(ascii: "<") {
      if next == UInt8(ascii: "%") {
        if scan.matches("--", at: index + 2), let tag = comment(index, closing: "--%>", end) {
          return tag
        }
        if scan.byte(index + 2) == UInt8(ascii: "#") { return plain(index, 2, "%>", .comment, end) }
        return clientSafe(plain(index, 2, "%>", .statement, end), end)
      }
      guard next == UInt8(ascii: "?") else { return nil }
      if scan.matches("php", at: index + 2) { return plain(index, 5, "?>", .statement, end) }
      if scan.byte(index + 2) == UInt8(ascii: "=") {
        return plain(index, 3, "?>", .expression, end)
      }
      return nil
    }
    switch next {
    case UInt8(ascii: "{"):
      return commentOfBraces(index, end) ?? code(index, closing: "}}", .expression, end)
    case UInt8(ascii: "%"): return code(index, closing: "%}", .statement, end)
    case UInt8(ascii: "#"): return plain(index, 2, "#}", .comment, end)
    default: return nil
    }
  }

  /// A comment of Go's templates, `{{/* … */}}`, or of Handlebars, `{{! … }}`, `{{!-- … --}}`.
  private mutating func commentOfBraces(_ index: Int, _ end: Int) -> TemplateTag? {
    if scan.byte(index + 2) == UInt8(ascii: "!") {
      return scan.matches("--", at: index + 3)
        ? comment(index, closing: "--}}", end) : plain(index, 2, "}}", .comment, end)
    }
    let start = scan.matches("- ", at: index + 2) ? index + 4 : index + 2
    guard scan.matches("/*", at: start) else { return nil }
    let close = next("*/", from: start + 2, end)
    guard close < end else { return nil }
    let brace = next("}}", from: close, end)
    guard brace < end else { return nil }
    return TemplateTag(kind: .comment, range: index..<(brace + 2), inner: (start + 2)..<close)
  }

  /// A comment up to a closing delimiter of four bytes.
  private mutating func comment(
    _ index: Int, closing: StaticString, _ end: Int
  ) -> TemplateTag? {
    guard index + 4 <= end else { return nil }
    let place = next(closing, from: index + 4, end)
    guard place < end else { return nil }
    return TemplateTag(kind: .comment, range: index..<(place + 4), inner: (index + 4)..<place)
  }

  private mutating func next(_ delimiter: StaticString, from start: Int, _ end: Int) -> Int {
    let key = UInt16(delimiter.utf8Start[0]) << 8 | UInt16(delimiter.utf8Start[1])
    let known = places.firstIndex { $0.delimiter == key }
    if let known, places[known].place >= start { return places[known].place }
    let place = scan.first(delimiter, in: start..<end) ?? end
    if let known { places[known].place = place } else { places.append((key, place)) }
    return place
  }

  /// `<% … %>`, unless tags of Jinja or Django stand in it: then it is a template for the browser, a
  /// text to the server's.
  private mutating func clientSafe(_ tag: TemplateTag?, _ end: Int) -> TemplateTag? {
    guard let tag else { return nil }
    let inside = min(
      next("{{", from: tag.inner.lowerBound, end), next("{%", from: tag.inner.lowerBound, end))
    return inside < tag.inner.upperBound ? nil : tag
  }

  private mutating func plain(
    _ index: Int, _ open: Int, _ closing: StaticString, _ kind: TemplateTag.Kind, _ end: Int
  ) -> TemplateTag? {
    let start = index + open
    guard start <= end else { return nil }
    let place = next(closing, from: start, end)
    if place == end {
      // PHP leaves out the last `?>`.
      return scan.bytes[index] == UInt8(ascii: "<") && open == 5
        ? TemplateTag(kind: kind, range: index..<end, inner: start..<end) : nil
    }
    return TemplateTag(kind: kind, range: index..<(place + 2), inner: start..<place)
  }

  /// A tag in which closing delimiters may stand in strings.
  ///
  /// Where the strings do not work out, as in text that only looks like a tag, the first closing
  /// delimiter counts.
  private mutating func code(
    _ index: Int, closing: StaticString, _ kind: TemplateTag.Kind, _ end: Int
  ) -> TemplateTag? {
    guard let tag = plain(index, 2, closing, kind, end) else { return nil }
    let first = tag.inner.upperBound
    let limit = min(end, first + 1024)
    var place = index + 2
    var isSplit = false
    // Up to where a quote of a kind has no partner.
    var unpaired = (0, 0)
    while place < limit {
      let byte = scan.bytes[place]
      if byte.isQuote, place >= (byte == UInt8(ascii: "\"") ? unpaired.0 : unpaired.1) {
        var close = place + 1
        while close < limit, scan.bytes[close] != byte, scan.bytes[close] != UInt8(ascii: "\n") {
          close += scan.bytes[close] == UInt8(ascii: "\\") ? 2 : 1
        }
        scan.steps += close - place
        if close < limit, scan.bytes[close] == byte {
          place = close
        } else if byte == UInt8(ascii: "\"") {
          unpaired.0 = close
        } else {
          unpaired.1 = close
        }
        if place > first { isSplit = true }
      } else if byte == closing.utf8Start[0], scan.byte(place + 1) == closing.utf8Start[1] {
        let range = index..<(place + 2)
        return isSplit || place == first
          ? TemplateTag(kind: kind, range: range, inner: trimmedMarks(index + 2, place)) : tag
      }
      place += 1
    }
    return TemplateTag(
      kind: kind, range: tag.range, inner: trimmedMarks(tag.inner.lowerBound, first))
  }

  /// Without the signs of white space control, `{{-` and `-}}`.
  private func trimmedMarks(_ start: Int, _ end: Int) -> Range<Int> {
    var low = start
    var high = end
    if low < high, Self.isMark(scan.bytes[low]) { low += 1 }
    if low < high, Self.isMark(scan.bytes[high - 1]) { high -= 1 }
    return low..<high
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
  }

  /// Passes over `{% raw %}`, `{% verbatim %}` and `{% comment %}` to their ends.
  private mutating func skipVerbatim(behind tag: TemplateTag, _ index: inout Int, _ end: Int) {
    guard tag.kind == .statement, scan.bytes[tag.range.lowerBound] == UInt8(ascii: "{") else {
      return
    }
    let inner = scan.trimmed(tag.inner)
    let closings: StaticString
    if scan.matches("raw", at: inner.lowerBound), inner.count == 3 {
      closings = "endraw"
    } else if scan.matches("verbatim", at: inner.lowerBound) {
      closings = "endverbatim"
    } else if scan.matches("comment", at: inner.lowerBound),
      inner.count == 7
        || scan.byte(inner.lowerBound + 7).isSpace
    {
      closings = "endcomment"
    } else {
      return
    }
    let close = scan.first(closings, in: index..<end) ?? end
    // What stands between is one comment; a raw part is text, and stays text.
    if closings.utf8CodeUnitCount == 10, close > index {
      var open = close
      while open > index, scan.byte(open) != UInt8(ascii: "{") { open -= 1 }
      tags.append(TemplateTag(kind: .comment, range: index..<open, inner: index..<open))
      index = open
    } else {
      index = close
    }
  }
}
