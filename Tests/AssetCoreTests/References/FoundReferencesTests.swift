import Site
import TestSupport
import Testing
import Values

@testable import References

@Suite("Packed references")
struct FoundReferencesTests {
  /// What references are made of, in pieces that come in any order.
  private static let pieces = [
    "{{ url_for('static', filename='a.css') }}", "{{ url_for('static', filename='a' ~ b, v=1) }}",
    "{{ url_for(where, filename=name, t=time()) }}?v=2", "{% static 'a.js' %}?5",
    "<img src='/static/{{ a }}/b.png?v={{ c }}'>", "<img src=\"/static/é.png?v=1?v=2\">",
    "<script src=/static/a.js?v=1 integrity='sha256-AA=='></script>",
    "<style>a { --i: url(../i.png); b: url('\\e9.png?iefix') }</style>",
    "<!-- <img src='/static/c.png'> -->", "<!--[if IE]><img src=/static/d.png><![endif]-->", "\n",
  ]

  @Test("each is as it was before it was packed", arguments: 0..<20)
  func roundTrip(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var all: [FoundReference] = []
    for file in ["a.html", "b.html", "c.css"] as [BytePath] {
      let text = (0..<12).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
      for reference in ReferenceScanner().references(in: Array(text.utf8), of: file) {
        let path = BytePath("p\(Int.random(in: 0..<4, using: &generator))")
        let asset = AssetID(root: Bool.random(using: &generator) ? "static" : "x", path: path)
        all.append(
          FoundReference(
            reference: reference,
            resolution: Resolution(
              status: ReferenceStatus.allCases.randomElement(using: &generator) ?? .ok,
              asset: Bool.random(using: &generator) ? asset : nil,
              file: Bool.random(using: &generator) ? path : nil,
              matches: Int.random(in: 0..<3, using: &generator), tokenKind: .automatic),
            source: SourceClass.allCases.randomElement(using: &generator) ?? .own))
      }
    }
    let packed = FoundReferences(all)
    #expect(Array(packed) == all)
    #expect(packed == FoundReferences(all))
    #expect(packed != FoundReferences(Array(all.dropLast())))
  }

  @Test("a row takes 64 bytes")
  func size() {
    #expect(MemoryLayout<PackedReference>.stride == 64)
  }

  @Test(arguments: [0, 1, 127, 128, 300, 16383, 16384, Int(UInt32.max), Int.max])
  func numbers(number: Int) {
    var bytes: [UInt8] = []
    bytes.pack(number)
    bytes.pack("é".utf8)
    bytes.pack(number..<number)
    var reader = PackedReader(bytes, from: 0)
    #expect(reader.number() == number)
    #expect(reader.text() == Array("é".utf8))
    #expect(reader.range() == number..<number)
    #expect(reader.place == bytes.count)
  }
}
