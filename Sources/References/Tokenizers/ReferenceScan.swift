import Glibc
import Values

/// One pass over one file: the bytes, and the references found so far.
///
/// The tokenizers are extensions. Each moves forward only; what one hands to another (a script in
/// a page, HTML in a string) is read once more, to ``maximumDepth``.
final class ReferenceScan {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: BytePath
  let rules: ScanRules
  /// The template tags, in order; none in a file that is no template.
  var tags: [TemplateTag] = []
  var found: [Reference] = []
  /// The number of references, the first ones found, that stand in template tags.
  var tagReferences = 0
  /// Where comments of HTML stand, in order.
  var comments: [(range: Range<Int>, context: ReferenceContext)] = []
  /// The places of URLs beside which an `integrity` attribute stands, and those of its values.
  var integrities: [(url: Range<Int>, value: Range<Int>)] = []
  /// The context of what is read now.
  var context = ReferenceContext.live
  var depth = 0
  /// Whether it is not known that what is read comes to be a page, so that no file it names is missing.
  var isDoubted = false
  /// Names of variables, and whether they are set to a time.
  var settings: [[UInt8]: Bool] = [:]
  /// What this was decoded from; nil where it is the file itself.
  var source: (scan: ReferenceScan, text: DecodedText)?
  /// Where the texts stand that variables of the template are set to; nil for one that has several.
  var variables: [[UInt8]: Range<Int>?] = [:]
  /// The lists of paths that the template goes through.
  var loops = TemplateLoops()
  /// Names of variables, and whether what they are set to comes to be a page.
  var pages: [[UInt8]: Bool] = [:]
  /// The parts of a script, where a test asks for them.
  var keepsLexemes = false
  var lexemes: [Lexeme] = []
  /// The URLs as a browser reads them, with the places where they stand; nil where nobody asks for them.
  var served: [ServedReference]?
  /// Whether served URLs in comments are kept.
  var keepsComments = false
  /// What a served page counts its URLs from, and the names in its import maps.
  var servedNames = ServedNames()
  /// Whether the attribute that is read is a link, or a frame, to another page.
  var isAtLink = false
  /// The number of bytes that tokenizers have looked at, for tests of linear time.
  var steps = 0

  static let maximumDepth = 4

  convenience init(_ bytes: UnsafeBufferPointer<UInt8>, file: BytePath, rules: ReferenceRules) {
    self.init(bytes, file: file, rules: ScanRules(rules))
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: BytePath, rules: ScanRules) {
    self.bytes = bytes
    self.file = file
    self.rules = rules
  }

  func run(_ language: ReferenceLanguage) {
    let whole = 0..<bytes.count
    switch language {
    case .template:
      findTags()
      scanTags()
      scanHTML(whole)
      computeBlocks()
    case .css(let hasLineComments):
      scanCSS(whole, hasLineComments: hasLineComments)
    case .javaScript: scanJavaScript(whole)
    case .python:
      scanCode(whole, .python)
      scanMedia(whole)
      scanBundles(whole)
    case .json(let isManifest): scanJSON(whole, isManifest: isManifest)
    case .cssTemplate:
      findTags()
      scanTags()
      scanCSS(whole, hasLineComments: false)
    case .javaScriptTemplate:
      findTags()
      scanTags()
      scanJavaScript(whole)
    }
  }

  /// A byte, or 0 behind the end.
  @inline(__always) func byte(_ index: Int) -> UInt8 {
    index >= 0 && index < bytes.count ? bytes[index] : 0
  }

  /// The first place of a byte in a range.
  func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.upperBound <= bytes.count, let base = bytes.baseAddress,
      let place = memchr(base + range.lowerBound, Int32(byte), range.count)
    else {
      steps += range.count
      return nil
    }
    let index = UnsafeRawPointer(place) - UnsafeRawPointer(base)
    steps += index - range.lowerBound
    return index
  }

  /// The first place of a text in a range.
  func first(_ text: StaticString, in range: Range<Int>) -> Int? {
    let count = text.utf8CodeUnitCount
    var start = range.lowerBound
    while start + count <= range.upperBound,
      let place = first(text.utf8Start[0], in: start..<(range.upperBound - count + 1))
    {
      if memcmp(bytes.baseAddress.unsafelyUnwrapped + place, text.utf8Start, count) == 0 {
        return place
      }
      start = place + 1
    }
    return nil
  }

  /// Whether a text stands at an index, ASCII letters of any case; the text is in lower case.
  func matches(_ text: StaticString, at index: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index >= 0, index + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[index + offset].lowered != text.utf8Start[offset] {
      return false
    }
    return true
  }

  /// Whether a range holds just a text, ASCII letters of any case; the text is in lower case.
  func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
    range.count == text.utf8CodeUnitCount && matches(text, at: range.lowerBound)
  }

  /// Whether a range holds just these bytes.
  func holds(_ range: Range<Int>, _ text: [UInt8]) -> Bool {
    guard range.count == text.count, let base = bytes.baseAddress else { return false }
    return text.withUnsafeBytes { text in
      text.baseAddress.map { memcmp(base + range.lowerBound, $0, text.count) == 0 } ?? true
    }
  }

  func slice(_ range: Range<Int>) -> [UInt8] {
    Array(UnsafeBufferPointer(rebasing: bytes[range.clamped(to: 0..<bytes.count)]))
  }

  /// A range without the white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, byte(low).isSpace { low += 1 }
    while high > low, byte(high - 1).isSpace { high -= 1 }
    return low..<high
  }

  /// Reads something inside something else, unless that goes too deep.
  func nested(_ body: () -> Void) {
    guard depth < Self.maximumDepth else { return }
    depth += 1
    body()
    depth -= 1
  }

  /// What was found, in order, with places and contexts filled in.
  func finished() -> [Reference] {
    finish().map { found[$0] }
  }

  /// Fills in places and contexts of what was found, and gives the order that it stands in, as indices,
  /// for references are large.
  func finish() -> [Int] {
    var found = self.found
    self.found = []
    let order = found.indices.map { index in
      (found[index].targetRange.lowerBound, found[index].targetRange.upperBound, index)
    }.sorted(by: <).map(\.2)
    var lines = LineCounter(bytes)
    var comment = 0
    for index in order {
      let place = found[index].targetRange.lowerBound
      found[index].position = lines.position(of: place)
      while comment < comments.count, comments[comment].range.upperBound <= place { comment += 1 }
      if comment < comments.count, comments[comment].range.contains(place),
        found[index].context == .live
      {
        found[index].context = comments[comment].context
      }
    }
    steps += lines.counted
    attachIntegrities(to: &found, in: order)
    self.found = found
    return order
  }

  private func attachIntegrities(to found: inout [Reference], in order: [Int]) {
    guard !integrities.isEmpty else { return }
    let attributes = integrities.sorted { $0.url.lowerBound < $1.url.lowerBound }
    var next = 0
    for index in order {
      let place = found[index].targetRange.lowerBound
      while next < attributes.count, attributes[next].url.upperBound <= place { next += 1 }
      guard next < attributes.count else { return }
      if attributes[next].url.contains(place) {
        let value = attributes[next].value
        found[index].integrity = IntegrityAttribute(range: value, text: slice(value))
      }
    }
  }
}
