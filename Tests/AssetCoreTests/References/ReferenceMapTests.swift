import Site
import Testing
import Values

@testable import References

@Suite("References by asset")
struct ReferenceMapTests {
  private func found(_ file: BytePath, _ path: BytePath?, root: String = "static") -> FoundReference
  {
    FoundReference(
      reference: Reference(
        file: file, position: TextPosition(line: 1, column: 1), form: .attribute, context: .live,
        target: [], targetRange: 0..<0, urlRange: 0..<0, parts: [], token: .none, call: nil,
        isCertain: true),
      resolution: Resolution(status: .ok, asset: path.map { AssetID(root: root, path: $0) }),
      source: .own)
  }

  @Test("each asset has its references in order, whatever lies between them")
  func places() {
    let all = [
      found("a", "y"), found("a", "x"), found("b", nil), found("b", "y", root: "other"),
      found("c", "y"), found("d", "x"),
    ]
    let map = ReferenceMap(all, files: ["a", "b", "c", "d"])
    let (x, y) = (AssetID(root: "static", path: "x"), AssetID(root: "static", path: "y"))
    #expect(map.indices(of: x) == [1, 5])
    #expect(map.indices(of: y) == [0, 4])
    #expect(map.indices(of: AssetID(root: "other", path: "y")) == [3])
    #expect(map.indices(of: AssetID(root: "other", path: "x")).isEmpty)
    #expect(map[y].map(\.reference.file) == ["a", "c"])
    #expect(map.count(of: x) == 2)
    #expect(map.counts == [x: 2, y: 2, AssetID(root: "other", path: "y"): 1])
    #expect(map.files == ["a", "b", "c", "d"])
    #expect(ReferenceMap().count(of: x) == 0)
  }
}
