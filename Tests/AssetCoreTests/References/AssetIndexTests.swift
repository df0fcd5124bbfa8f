import AssetCore
import References
import Site
import TestSupport
import Testing
import Values

@Suite("Looking assets up by name")
struct AssetIndexTests {
  private let index = AssetIndex([
    ["img/A.png", "css/a.css", "css/a.css.map", "css2/b.css"], ["css/a.css", "IMG/a.png", "x.js"],
  ])

  @Test("the first folder that has a path counts")
  func folders() {
    #expect(index.folder(of: "css/a.css") == 0)
    #expect(index.folder(of: "x.js") == 1)
    #expect(index.folder(of: "css") == nil)
    #expect(index.folder(of: "") == nil)
  }

  @Test("of names that differ in case only the first by bytes is found")
  func otherCase() {
    #expect(index.otherCase(of: "CSS/A.css") == "css/a.css")
    #expect(index.otherCase(of: "img/a.PNG") == "IMG/a.png")
    #expect(index.otherCase(of: "img/a.jpg") == nil)
    #expect(AssetIndex([]).otherCase(of: "a") == nil)
    // Only ASCII letters have two cases here: a byte of `\u{E9}` is none.
    #expect(AssetIndex([["\u{E9}"]]).otherCase(of: "\u{C9}") == nil)
  }

  @Test("folders are found by what lies below them")
  func hasFolder() {
    let found = ["css", "css/", "img", "", "/", "cs", "css/a", "css/a.css", "x.js", "css//", "z"]
      .filter { index.hasFolder(BytePath($0)) }
    #expect(found == ["css", "css/", "img", "", "/"])
    #expect(!AssetIndex([[]]).hasFolder(""))
  }

  @Test(
    "paths with holes",
    arguments: [
      ("css/*", 2), ("css/*.css", 1), ("css*.css", 2), ("*.css", 2), ("*", 6), ("*a*.css", 1),
      ("css/a.css", 1), ("css/a", 0), ("", 0), ("c*/*.css", 2), ("x.js*x.js", 0), ("*.map*", 1),
    ])
  func holes(pattern: String, count: Int) {
    var parts: [TargetPart] = []
    for (number, text) in pattern.split(separator: "*", omittingEmptySubsequences: false)
      .enumerated()
    {
      if number > 0 { parts.append(.hole(0..<0)) }
      if !text.isEmpty { parts.append(.literal(Array(text.utf8))) }
    }
    #expect(index.count(matching: parts) == count)
  }

  @Test("the assets of an inventory lie in the folders that the settings name")
  func inventory() throws {
    let disk = MemoryFileSystem([
      "/shop/assetbump.toml": "[[root]]\npaths = [\"./a\", \"b\"]\n",
      "/shop/a/x.css": "", "/shop/b/y.css": "", "/shop/b/x.css": "",
    ])
    let project = try Project.open("/shop", in: disk)
    let workspace = try Workspace(of: project, on: disk)
    let assets = ReferenceLayout(of: project, workspace.inventory).roots[0].assets
    #expect(assets.folder(of: "x.css") == 0)
    #expect(assets.folder(of: "y.css") == 1)
    #expect(assets.folder(of: "z.css") == nil)
  }
}
