import AssetCore
import Formats
import Testing

@Suite("A list that is printed piece by piece")
struct JSONListTests {
  @Test("all pieces together are the object", arguments: [0, 1, 3])
  func pieces(count: Int) {
    let elements = (0..<count).map { number in
      JSONOutput.object([
        ("number", .number(number)), ("texts", .array([.string("a\u{202E}"), .null])),
      ])
    }
    var list = JSONList(named: "findings")
    let pieces = elements.map { list.text(of: $0) } + [list.end]
    #expect(
      pieces.joined()
        == JSONOutput.object([("format", .number(1)), ("findings", .array(elements))]).text)
  }
}
