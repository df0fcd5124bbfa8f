import TestSupport
import Testing
import Values

@testable import References

/// The scanner on input that is large, broken or of another encoding.
struct ReferenceSafetyTests {
  /// The steps that a scan takes: bytes that its tokenizers looked at.
  private func steps(_ bytes: [UInt8], _ language: ReferenceLanguage) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      let scan = ReferenceScan(buffer, file: "a", rules: ReferenceRules())
      scan.run(language)
      _ = scan.finished()
      return scan.steps
    }
  }

  private static let languages: [ReferenceLanguage] = [
    .template, .css(hasLineComments: false), .javaScript, .python, .json(isManifest: true),
    .cssTemplate, .javaScriptTemplate,
  ]

  @Test(arguments: [
    "(", "{{", "{%", "{#", "<%", "<?php ", "url(", "\\", "\\'", "'", "\"", "`", "${", "`${", "/*",
    "/",
    "/[", "<", "<!--", "<a ", "<a b='", "<script>", "<style>", "</", "[", "{", "'a.b'+", "'a.b'+(",
    "f(", "url_for(", "url_for('static', filename=", "\"\"\"", "r'", "@import ", "image-set(",
    "{{ '", "{{ '}}", "{{'\\'", "<% {{ ", "{% comment %}", "{% raw %}", "style=\"", "--a:", "#",
    "<img src='/static/a.png'>", "\"<img src=", "\"<img src='{", "{\"src\": \"a\", ", "&amp;", "%",
    "?v=${a}", "{{ url_for('static', filename='a') }}?{{",
  ])
  func timeGrowsWithLength(of part: String) {
    for language in Self.languages {
      let short = Array(String(repeating: part, count: 6_000 / part.utf8.count).utf8)
      let few = steps(short, language)
      let many = steps(short + short + short + short, language)
      // Four times the length may take four times the steps, and what windows of fixed length add;
      // a square would take sixteen.
      #expect(many <= few * 8 + 10_000, "\(language): \(few) and \(many) steps")
      #expect(few <= short.count * 1_200, "\(language): \(few) steps")
    }
  }

  @Test func otherEncodings() {
    let page = "<img src=\"/static/é.png?v=ü1\">\r\n<img src='b.png'>\r\n"
    let plain = ["1:11 attr literal(v=ü1) /static/é.png </static/é.png?v=ü1>", "2:11 attr b.png"]
    #expect(ReferenceText.of(page, in: "a.html") == plain)
    #expect(
      ReferenceText.of([0xEF, 0xBB, 0xBF] + Array(page.utf8), in: "a.html")
        == ["1:12 attr literal(v=ü1) /static/é.png </static/é.png?v=ü1>", "2:11 attr b.png"])
    let latin = page.unicodeScalars.map { UInt8($0.value) }
    let found = ReferenceScanner().references(in: latin, of: "a.html")
    #expect(found.map(\.targetRange) == [10..<23, 42..<47])
    #expect(found.map { Array(latin[$0.targetRange]) } == found.map(\.target))
    let wide =
      [0xFF, 0xFE]
      + page.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(ReferenceText.of(wide, in: "a.html") == [])
  }

  @Test func zeroBytesAndLongLines() {
    #expect(
      ReferenceText.of("\0<img src=\"\0\"><img\0 src='a.png'>\0", in: "a.html") == [
        "1:26 attr a.png"
      ])
    let line = String(repeating: "x", count: 1 << 20)
    #expect(
      ReferenceText.of("\(line)<img src='a.png'>\(line)", in: "a.html") == ["1:1048587 attr a.png"])
    #expect(ReferenceText.of("<img src='\(line)'><img src='a.png'>", in: "a.html").count == 1)
  }

  /// Whatever is cut out of and put into a text, ranges lie in it, in order and around each other.
  @Test(arguments: 0..<40)
  func anyBytes(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<25 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 1...40, using: &generator) {
        bytes += Array((Self.pieces.randomElement(using: &generator) ?? "").utf8)
        if Int.random(in: 0..<8, using: &generator) == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &generator))
        }
      }
      if !bytes.isEmpty, Bool.random(using: &generator) {
        bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
      }
      for language in Self.languages {
        for reference in ReferenceScanner().references(in: bytes, of: "a", language: language) {
          let target = reference.targetRange
          #expect(0 <= target.lowerBound && target.upperBound <= bytes.count)
          #expect(Array(bytes[target]) == reference.target)
          #expect(reference.urlRange.lowerBound <= target.lowerBound)
          #expect(target.upperBound <= reference.urlRange.upperBound)
          #expect(reference.urlRange.upperBound <= bytes.count)
          if let range = reference.token.range {
            #expect(range.upperBound <= bytes.count)
            #expect(Array(bytes[range]) == reference.token.text)
          }
        }
      }
    }
  }

  private static let pieces = [
    "<img src=\"", "/static/a.png", "?v=", "1", "\"", "'", ">", "{{ ", " }}", "url_for('static', ",
    "filename='a.css'", ")", "(", "{% static 'a.js' %}", "{% ", " %}", "<script>", "</script>",
    "<style>", "</style>", "url(", "`", "${", "}", "{", "<!--", "-->", "[if IE]", "import '",
    "./a.js",
    "\\", "\n", " + ", "x", "/", "//", "/*", "*/", "#", "f\"", "\"\"\"", "<?php ", "?>", "&amp;",
    ",",
    "srcset='a.png 1x, ", "style=\"b:url(", "<%", "%>", "{#", "#}", "=", " ", "[", "]", "%s",
    ".format(",
    "{\"src\": \"", "data-x='", "Date.now()", " if a else ", "on", "onclick=\"", "é", ".css", "~",
  ]
}
