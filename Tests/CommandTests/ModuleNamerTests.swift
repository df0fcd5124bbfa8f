import TestSupport
import Testing

@Suite("All or none of a module")
struct ModuleNamerTests {
  @Test(
    "a template that no glob names counts among those that name a module",
    arguments: [
      // What the other template has, and whether the module's tokens change.
      ("<script type=\"module\" src=\"/static/m.js?v=1\"></script>", false),
      ("<script type=\"module\">import \"/static/m.js?v=1\"</script>", false),
      // Another URL already: as many as before.
      ("<script type=\"module\" src=\"/static/m.js?v=2\"></script>", true),
      ("<!-- <script type=\"module\" src=\"/static/m.js?v=1\"></script> -->", true),
    ])
  func unlisted(_ other: String, _ changes: Bool) throws {
    let folder = try TemporaryFolder()
    let page = "<script type=\"module\" src=\"/static/m.js?v=1\"></script>\n"
    let script = "import \"/static/m.js?v=1\"\n"
    try folder.write(page, to: "templates/p.html")
    try folder.write(other, to: "mails/m.html")
    try folder.write(script, to: "static/app.js")
    try folder.write("one", to: "static/m.js")
    try folder.write(
      "templates = [\"templates/**\"]\n[[root]]\ntokens = \"literal\"\n", to: "assetbump.toml")
    _ = try Assetbump.run(["init"], in: folder)
    try folder.write("Hello", to: "static/m.js")
    let result = try Assetbump.run(["bump", "static/m.js"], in: folder)
    func text(_ name: String) -> String {
      String(decoding: folder.contents(of: .init(name)) ?? [], as: UTF8.self)
    }
    let token = changes ? "185f8db3" : "1"
    #expect(text("templates/p.html") == page.replacing("v=1", with: "v=\(token)"))
    #expect(text("static/app.js") == script.replacing("v=1", with: "v=\(token)"))
    #expect(text("mails/m.html") == other)
    #expect(result.status == (changes ? 0 : 1))
    let held =
      "left as it is: static:m.js: mails/m.html:1 would keep the URL of this module, and it would run"
      + " twice - change the token there by hand, and run it again\n"
    if !changes { #expect(result.errors == held + "nothing to write\n") }
  }

  /// What a held module names keeps its tokens too; all else is written, and the way out works.
  @Test func restIsWritten() throws {
    let folder = try TemporaryFolder()
    let page =
      "<script type=\"module\" src=\"/static/m.js?v=1\"></script><img src=\"/static/a.png?v=1\">\n"
    try folder.write(page, to: "templates/p.html")
    let other = "<script type=\"module\">import \"/static/m.js?v=1\"</script>"
    try folder.write("import \"/static/n.js?v=1\"\n", to: "static/m.js")
    try folder.write("one", to: "static/n.js")
    try folder.write("one", to: "static/a.png")
    try folder.write(
      "templates = [\"templates/**\"]\n[[root]]\ntokens = \"literal\"\n", to: "assetbump.toml")
    _ = try Assetbump.run(["init"], in: folder)
    try folder.write(other, to: "mails/m.html")
    let versions = folder.contents(of: "asset-versions.json")
    try folder.write("Hello", to: "static/n.js")
    try folder.write("Hello", to: "static/a.png")
    func text(_ name: String) -> String {
      String(decoding: folder.contents(of: .init(name)) ?? [], as: UTF8.self)
    }
    let result = try Assetbump.run(["bump", "--all"], in: folder)
    #expect(result.status == 1)
    let held =
      "mails/m.html:1 would keep the URL of this module, and it would run twice"
      + " - change the token there by hand, and run it again\n"
    #expect(
      result.errors == "left as it is: static:m.js: \(held)left as it is: static:n.js: \(held)"
        + "wrote asset-versions.json and 1 other file: 1 token changes, 0 added, 0 removed;"
        + " 1 reference in 1 template\n")
    #expect(text("templates/p.html") == page.replacing("png?v=1", with: "png?v=185f8db3"))
    #expect(text("static/m.js") == "import \"/static/n.js?v=1\"\n")
    #expect(folder.contents(of: "asset-versions.json") != versions)
    // The way out that it says.
    try folder.write(other.replacing("v=1", with: "v=2"), to: "mails/m.html")
    #expect(try Assetbump.run(["bump", "--all"], in: folder).status == 0)
    #expect(text("static/m.js") == "import \"/static/n.js?v=185f8db3\"\n")
  }
}
