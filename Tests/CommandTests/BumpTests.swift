import TestSupport
import Testing
import Values

@Suite struct BumpTests {
  static let siteBumped = Shop.record(
    "css/site.css", "74d94aed", Shop.siteNow, bumped: "2024-06-01", previous: Shop.siteBefore)
  static let appBumped = Shop.record(
    "js/app.js", "20240601", Shop.appNow, bumped: "2024-06-01", previous: Shop.appBefore)
  static let newAdded = Shop.record("img/new.png", "33d8344a", Shop.newNow, bumped: "2024-06-01")

  static let allDiff = """
    --- a/asset-versions.json
    +++ b/asset-versions.json
    @@ -6,9 +6,9 @@
         },
         "static": {
     \(Shop.fresh)
    -\(Shop.site)
    +\(siteBumped)
    +\(newAdded)
    -\(Shop.app)
    +\(appBumped)
    -\(Shop.old)
     \(Shop.terms)
         }
       }

    """
  static let allLeft = """
    left as it is: static:fonts/gone.woff2: a symbolic link to nothing
    left as it is: static:legal/terms.html: its strategy is manual, it needs a token typed by hand \
    - assetbump bump --token TOKEN static:legal/terms.html

    """

  @Test func all() throws {
    let shop = try Shop()
    expect(
      try shop.run("bump", "--all"), Self.allDiff,
      Self.allLeft + "wrote asset-versions.json: 2 tokens change, 1 added, 1 removed\n", 1)
    let written = Shop.versions([
      (Shop.site, Self.siteBumped + "\n" + Self.newAdded), (Shop.app, Self.appBumped),
      (Shop.old, ""),
    ])
    #expect(shop.versions == written)
    // What cannot be bumped is still left; nothing else is.
    expect(try shop.run("bump", "--all"), "", Self.allLeft + "nothing to write\n", 1)
    #expect(shop.versions == written)
  }

  @Test func secondRunPlansNothing() throws {
    let folder = try TemporaryFolder.withLoader()
    try folder.write("a", to: "static/a.css")
    let digest = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    expect(
      try Assetbump.run(["bump", "--all"], in: folder),
      """
      --- /dev/null
      +++ b/asset-versions.json
      @@ -0,0 +1,8 @@
      +{
      +  "format": 1,
      +  "assets": {
      +    "static": {
      +      "a.css": {"token": "ca978112", "sha256": "\(digest)", "bumped": "2024-06-01"}
      +    }
      +  }
      +}

      """, "wrote asset-versions.json: 0 tokens change, 1 added, 0 removed\n", 0)
    expect(
      try Assetbump.run(["bump", "--all"], in: folder), "", "nothing to write\n", 0)
    expect(try Assetbump.run(["check"], in: folder), "", "1 asset: 1 fresh\n", 0)
  }

  /// The very bytes and the time of the last change stay.
  @Test func dryRunWritesNothing() throws {
    let shop = try Shop()
    let before = try shop.stamp()
    expect(
      try shop.run("bump", "--all", "--dry-run"), Self.allDiff,
      Self.allLeft + "nothing written (--dry-run): 2 tokens change, 1 added, 1 removed\n", 1)
    #expect(shop.versions == Shop.versions)
    #expect(try shop.stamp() == before)
    #expect(
      shop.folder.names() == [
        "asset-versions.json", "assetbump.toml", "docs", "server.go", "static",
      ])
  }

  @Test func missingAssetsRecordIsDropped() throws {
    let shop = try Shop()
    expect(
      try shop.run("bump", "static/js/old.js"),
      """
      --- a/asset-versions.json
      +++ b/asset-versions.json
      @@ -8,7 +8,6 @@
       \(Shop.fresh)
       \(Shop.site)
       \(Shop.app)
      -\(Shop.old)
       \(Shop.terms)
           }
         }

      """, "wrote asset-versions.json: 0 tokens change, 0 added, 1 removed\n", 0)
    #expect(shop.versions == Shop.versions([(Shop.old, "")]))
  }

  @Test func untrackedAssetByName() throws {
    let shop = try Shop()
    let result = try shop.run("bump", "docs/static/guide.html")
    #expect(result.errors == "wrote asset-versions.json: 0 tokens change, 1 added, 0 removed\n")
    #expect(result.status == 0)
    let guide = Shop.record("guide.html", "90c390ec", Shop.guideNow, bumped: "2024-06-01")
    #expect(shop.versions == Shop.versions([(Shop.note, guide + "\n" + Shop.note)]))
  }

  @Test func freshAssetNeedsForce() throws {
    let shop = try Shop()
    expect(
      try shop.run("bump", "static/css/fresh.css"), "",
      """
      static:css/fresh.css is fresh, it keeps its token (--force bumps it all the same)
      nothing to write

      """, 0)
    #expect(shop.versions == Shop.versions)
    // The hash of the same bytes is the same token, so that there is nothing to give.
    expect(
      try shop.run("bump", "--force", "static/css/fresh.css"), "",
      """
      static:css/fresh.css keeps its token: its strategy, hash, makes the same one again (--token gives it another)
      nothing to write

      """, 0)
    #expect(shop.versions == Shop.versions)
    let result = try shop.run("bump", "--force", "--strategy", "date", "static/css/fresh.css")
    #expect(result.errors == "wrote asset-versions.json: 1 token changes, 0 added, 0 removed\n")
    #expect(result.status == 0)
    let bumped = Shop.record(
      "css/fresh.css", "20240601", Shop.freshNow, strategy: "date", bumped: "2024-06-01",
      previous: #"[{"token": "02db0d26", "sha256": "\#(Shop.freshNow)"}]"#)
    #expect(shop.versions == Shop.versions([(Shop.fresh, bumped)]))
  }

  /// The date of the day that it has already is the same token for the same bytes.
  @Test func forceOnTheDayOfTheToken() throws {
    let shop = try Shop()
    #expect(try shop.run("bump", "static/js/app.js").status == 0)
    expect(
      try shop.run("bump", "--force", "static/js/app.js"), "",
      """
      static:js/app.js keeps its token: its strategy, date, makes the same one again (--token gives it another)
      nothing to write

      """, 0)
    let result = try shop.run("bump", "--force", "--date", "20240602", "static/js/app.js")
    #expect(result.errors == "wrote asset-versions.json: 1 token changes, 0 added, 0 removed\n")
  }

  @Test func strategyAloneOnFreshAsset() throws {
    let shop = try Shop()
    let result = try shop.run("bump", "--strategy", "date", "static/css/fresh.css")
    #expect(
      result.errors == """
        static:css/fresh.css is fresh, it keeps its token (--force bumps it all the same)
        wrote asset-versions.json: 0 tokens change, 0 added, 0 removed, 1 strategy changes

        """)
    #expect(result.status == 0)
    let changed = Shop.record("css/fresh.css", "02db0d26", Shop.freshNow, strategy: "date")
    #expect(shop.versions == Shop.versions([(Shop.fresh, changed)]))
    // The strategy that the settings give is not written down.
    #expect(try shop.run("bump", "--strategy", "hash", "static/css/fresh.css").status == 0)
    #expect(shop.versions == Shop.versions)
  }

  @Test func strategyWithStaleAsset() throws {
    let shop = try Shop()
    #expect(try shop.run("bump", "--strategy", "date", "static/css/site.css").status == 0)
    let bumped = Shop.record(
      "css/site.css", "20240601", Shop.siteNow, strategy: "date", bumped: "2024-06-01",
      previous: Shop.siteBefore)
    #expect(shop.versions == Shop.versions([(Shop.site, bumped)]))
  }
}

extension Shop {
  /// The number and the time of the last change of the versions file, in nanoseconds.
  func stamp() throws -> String {
    try Assetbump.shell("stat -c '%i %.9Y %.9Z' asset-versions.json", in: folder).output
  }
}
