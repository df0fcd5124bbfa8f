import TestSupport
import Testing
import Values

@Suite("a parameter that settings name carries tokens whatever its value is")
struct ParameterTests {
  @Test(arguments: [
    // What the settings say; what stands in the page behind the asset, before and after a bump.
    ("", "?v=1", "?v=185f8db3"), ("", "?v=beta", "?v=beta"), ("", "?style=12", "?style=12"),
    ("parameter = \"v\"", "?v=beta", "?v=185f8db3"),
    ("parameter = \"v\"", "?v=beta&amp;style=12", "?v=185f8db3&amp;style=12"),
    ("parameter = \"style\"", "?style=dark", "?style=185f8db3"),
  ])
  func any(_ setting: String, _ before: String, _ after: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("[[root]]\ntokens = \"literal\"\n\(setting)\n", to: "assetbump.toml")
    try folder.write("one", to: "static/a.css")
    try folder.write("<link href=\"/static/a.css\(before)\">", to: "templates/p.html")
    _ = try Assetbump.run(["init"], in: folder)
    try folder.write("Hello", to: "static/a.css")
    _ = try Assetbump.run(["bump", "--all"], in: folder)
    #expect(
      String(decoding: folder.contents(of: "templates/p.html") ?? [], as: UTF8.self)
        == "<link href=\"/static/a.css\(after)\">")
  }
}
