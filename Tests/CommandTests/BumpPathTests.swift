import TestSupport
import Testing
import Values

/// How assets are named on the command line.
@Suite struct BumpPathTests {
  @Test(arguments: [
    (".", "static/css/site.css"), (".", "./static/css/../css/site.css"),
    (".", "static:css/site.css"), ("static", "css/site.css"), ("static/css", "./site.css"),
    ("static/js", "../css/site.css"), ("docs/static", "static:css/site.css"),
    ("docs", "../static//css/site.css"), (".", "ABSOLUTE"), ("docs", "ABSOLUTE"),
  ])
  func pathAsSeenFromAFolder(folder: String, path: String) throws {
    let shop = try Shop()
    let absolute = VisibleText.of(shop.folder.appending("static/css/site.css"))
    let result = try shop.run(
      "bump", path == "ABSOLUTE" ? absolute : path, in: BytePath(folder))
    #expect(result.errors == "wrote asset-versions.json: 1 token changes, 0 added, 0 removed\n")
    #expect(result.status == 0)
    #expect(shop.versions == Shop.versions([(Shop.site, BumpTests.siteBumped)]))
  }

  @Test func severalPathsOneOfThemTwice() throws {
    let shop = try Shop()
    let result = try shop.run(
      "bump", "js/app.js", "../static/css/site.css", "static:css/site.css", in: "static")
    #expect(result.errors == "wrote asset-versions.json: 2 tokens change, 0 added, 0 removed\n")
    #expect(result.status == 0)
    #expect(
      shop.versions
        == Shop.versions([(Shop.site, BumpTests.siteBumped), (Shop.app, BumpTests.appBumped)]))
  }

  /// The folder that a link leads to, and the link, are one place.
  @Test func projectReachedThroughALink() throws {
    let shop = try Shop()
    let links = try TemporaryFolder()
    try links.makeLink("shop", to: shop.folder.path)
    let link = VisibleText.of(links.appending("shop"))
    let result = try shop.run("bump", "--project", link, "static/css/site.css")
    expect(
      try shop.run("bump", "\(link)/static/js/app.js"), Self.diff(Shop.app, BumpTests.appBumped),
      "wrote asset-versions.json: 1 token changes, 0 added, 0 removed\n", 0)
    #expect(result.status == 0)
    #expect(
      shop.versions
        == Shop.versions([(Shop.site, BumpTests.siteBumped), (Shop.app, BumpTests.appBumped)]))
  }

  static func diff(_ old: String, _ new: String) -> String {
    """
    --- a/asset-versions.json
    +++ b/asset-versions.json
    @@ -7,7 +7,7 @@
         "static": {
     \(Shop.fresh)
     \(BumpTests.siteBumped)
    -\(old)
    +\(new)
     \(Shop.old)
     \(Shop.terms)
         }

    """
  }

  @Test func unknownPath() throws {
    let shop = try Shop()
    let form =
      "name a file below a static root as seen from here, or ROOT:PATH - assetbump list shows them"
    for (path, shown, words) in [
      (
        "nope.css", "nope.css", "did you mean docs.static:note.css? - assetbump list shows them all"
      ),
      (
        "css/site.css", "css/site.css",
        "did you mean static:css/site.css? - assetbump list shows them all"
      ),
      ("", "", form),
      (
        "other:css/site.css", "other:css/site.css",
        "did you mean static:css/site.css? - assetbump list shows them all"
      ),
      ("\u{1B}[31m", "\\x1b[31m", form), ("assetbump.toml", "assetbump.toml", form),
      (
        "../static/css/site.css", "../static/css/site.css",
        "did you mean static:css/site.css? - assetbump list shows them all"
      ),
    ] {
      for command in ["bump", "preview"] {
        expect(
          try shop.run(command, path), "", "assetbump: no asset \"\(shown)\": \(words)\n", 2)
      }
    }
    // One that is unknown keeps the others from being bumped.
    #expect(try shop.run("bump", "static/css/site.css", "nope").status == 2)
    #expect(shop.versions == Shop.versions)
  }

  @Test func ambiguousPath() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      [[root]]
      [[root]]
      name = "all"
      paths = ["."]
      url = "/all/"
      """, to: "assetbump.toml")
    try folder.write("a", to: "static/a.css")
    for command in ["bump", "preview"] {
      expect(
        try Assetbump.run([command, "static/a.css"], in: folder), "",
        "assetbump: \"static/a.css\" is the name of 2 assets: all:static/a.css, static:a.css"
          + " - name one of them\n", 2)
    }
    #expect(folder.names() == ["assetbump.toml", "static"])
  }
}
