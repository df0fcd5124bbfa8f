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
    #expect(result.errors.contains("it would run twice") == !changes)
  }
}
