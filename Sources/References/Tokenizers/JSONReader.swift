import Values

/// Reads the strings of JSON, one after the other.
struct JSONReader {
  private let scan: ReferenceScan
  private let end: Int
  private(set) var index: Int
  private var nextTag: Int
  private var depth = 0

  /// A string of JSON.
  struct Item {
    /// Between its quotes.
    let inner: Range<Int>
    /// With escapes taken out, and template tags as holes.
    let text: TargetText
    /// Whether it is the name of a member.
    let isKey: Bool
    /// The number of braces that are open.
    let depth: Int
    /// Whether a call of a helper stands in it.
    let hasCall: Bool
  }

  init(scan: ReferenceScan, range: Range<Int>) {
    self.scan = scan
    index = range.lowerBound
    end = range.upperBound
    nextTag = scan.tags.isEmpty ? 0 : scan.tagIndex(from: range.lowerBound)
  }

  /// The next string; nil behind the last.
  mutating func next() -> Item? {
    guard skipToQuote() else { return nil }
    let start = index + 1
    index = start
    var text = TargetText()
    var hasCall = false
    while index < end, scan.bytes[index] != UInt8(ascii: "\"") {
      if let tag = tag(at: index) {
        text.appendHole(index..<min(end, tag.range.upperBound))
        index = min(end, tag.range.upperBound)
        if tag.calls > 0 { hasCall = true }
      } else if scan.bytes[index] == UInt8(ascii: "\\") {
        let escape = StringEscape(scan.bytes, at: index, before: end)
        if let scalar = escape.scalar { text.append(scalar: scalar, index..<escape.end) }
        index = escape.end
      } else {
        text.append(scan.bytes[index], index..<(index + 1))
        index += 1
      }
    }
    guard index < end else { return nil }
    let inner = start..<index
    index += 1
    var colon = index
    while colon < end, scan.bytes[colon].isSpace { colon += 1 }
    let isKey = colon < end && scan.bytes[colon] == UInt8(ascii: ":")
    return Item(inner: inner, text: text, isKey: isKey, depth: depth, hasCall: hasCall)
  }

  /// Goes on to the next quote, and counts the braces on the way; false where there is none.
  private mutating func skipToQuote() -> Bool {
    while index < end {
      if let tag = tag(at: index) {
        index = min(end, tag.range.upperBound)
        continue
      }
      switch scan.bytes[index] {
      case UInt8(ascii: "\""): return true
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      default: break
      }
      index += 1
    }
    return false
  }

  private mutating func tag(at place: Int) -> TemplateTag? {
    let tags = scan.tags
    guard nextTag < tags.count else { return nil }
    while nextTag < tags.count, tags[nextTag].range.lowerBound < place { nextTag += 1 }
    guard nextTag < tags.count, tags[nextTag].range.lowerBound == place else { return nil }
    return tags[nextTag]
  }
}
