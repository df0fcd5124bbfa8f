import AssetCore
import TestSupport
import Testing

@Suite struct InitTests {
  @Test func firstSettingsAndVersions() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    try folder.write("b", to: "static/js/b.js")
    try folder.write("", to: "blog/static/c.css")
    expect(
      try Assetbump.run(["init"], in: folder),
      """
      wrote assetbump.toml: static/ served under /static/
      found blog/static too: take the comment marks off in assetbump.toml if it is served under a URL of its own
      wrote asset-versions.json: 2 assets recorded

      """, "", 0)
    #expect(folder.names() == ["asset-versions.json", "assetbump.toml", "blog", "static"])
    let versions = folder.contents(of: "asset-versions.json")
    // Digests as sha256sum prints them: of "a" and "b", without a line end.
    #expect(
      String(decoding: versions ?? [], as: UTF8.self) == """
        {
          "format": 1,
          "assets": {
            "static": {
        \(Shop.record("a.css", "ca978112", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", bumped: "2024-06-01"))
        \(Shop.record("js/b.js", "3e23e816", "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d", bumped: "2024-06-01", isLast: true))
            }
          }
        }

        """)
    expect(try Assetbump.run(["check"], in: folder), "", "2 assets: 2 fresh\n", 0)
    // A second run overwrites neither.
    let settings = folder.contents(of: "assetbump.toml")
    expect(
      try Assetbump.run(["init"], in: folder), "kept assetbump.toml\nkept asset-versions.json\n",
      "", 0)
    #expect(folder.contents(of: "assetbump.toml") == settings)
    #expect(folder.contents(of: "asset-versions.json") == versions)
  }

  @Test func settingsThatAreThere() throws {
    let shop = try Shop()
    expect(
      try shop.run("init"), "kept assetbump.toml\nkept asset-versions.json\n", "", 0)
    #expect(shop.versions == Shop.versions)
    _ = try Assetbump.shell("rm asset-versions.json", in: shop.folder)
    expect(
      try shop.run("init"),
      """
      kept assetbump.toml
      wrote asset-versions.json: 4 assets recorded, 1 left that need a manual token

      """, "", 0)
  }

  @Test(arguments: [["--project", "shop", "init"], ["init", "--project", "shop"]])
  func inAFolderNamed(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "shop/static/a.css")
    expect(
      try Assetbump.run(arguments, in: folder),
      """
      wrote assetbump.toml: static/ served under /static/
      wrote asset-versions.json: 1 asset recorded

      """, "", 0)
    #expect(folder.names() == ["shop"])
    #expect(folder.names(in: "shop") == ["asset-versions.json", "assetbump.toml", "static"])
  }

  @Test func folderThatIsNone() throws {
    let folder = try TemporaryFolder()
    expect(
      try Assetbump.run(["init", "--project", "nowhere"], in: folder), "",
      "assetbump: no such folder: \(VisibleText.of(folder.path))/nowhere"
        + " - name the project's folder with --project\n", 2)
  }

  @Test func folderWithoutAssets() throws {
    let folder = try TemporaryFolder()
    expect(
      try Assetbump.run(["init"], in: folder), "",
      "assetbump: static root \"static\": no such folder: static - create it, or correct its paths"
        + " in assetbump.toml\n", 2)
    #expect(folder.names() == [])
    try folder.makeFolder("static")
    expect(
      try Assetbump.run(["init"], in: folder),
      """
      wrote assetbump.toml: static/ served under /static/
      wrote no asset-versions.json: there is no asset to record

      """, "", 0)
  }
}
