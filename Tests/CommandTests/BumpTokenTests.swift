import TestSupport
import Testing

@Suite struct BumpTokenTests {
  static let terms = "static/legal/terms.html"
  static let left =
    "left as it is: static:legal/terms.html: its strategy is manual, it needs a token typed by"
    + " hand - assetbump bump --token TOKEN static:legal/terms.html\nnothing to write\n"

  @Test(arguments: [["bump", terms], ["bump", "--force", terms]])
  func manualAssetWithoutToken(arguments: [String]) throws {
    let shop = try Shop()
    expect(try Assetbump.run(arguments, in: shop.folder), "", Self.left, 1)
    #expect(shop.versions == Shop.versions)
  }

  @Test func strategyManualWithoutToken() throws {
    let shop = try Shop()
    expect(
      try shop.run("bump", "--strategy", "manual", "static/css/site.css"), "",
      "left as it is: static:css/site.css: its strategy is manual, it needs a token typed by hand"
        + " - assetbump bump --token TOKEN static:css/site.css\nnothing to write\n", 1)
    #expect(shop.versions == Shop.versions)
  }

  @Test func token() throws {
    let shop = try Shop()
    let result = try shop.run("bump", "--token", "2024.06-rc1", Self.terms)
    #expect(result.errors == "wrote asset-versions.json: 1 token changes, 0 added, 0 removed\n")
    #expect(result.status == 0)
    let bumped = Shop.record(
      "legal/terms.html", "2024.06-rc1", Shop.termsNow, bumped: "2024-06-01",
      previous: Shop.termsBefore, isLast: true)
    #expect(shop.versions == Shop.versions([(Shop.terms, bumped)]))
  }

  /// A token typed for an asset of another strategy makes it a manual one.
  @Test func tokenForSeveralAssets() throws {
    let shop = try Shop()
    let result = try shop.run(
      "bump", "--strategy", "manual", "--token=r2", "static/css/site.css", "static/img/new.png")
    #expect(result.errors == "wrote asset-versions.json: 1 token changes, 1 added, 0 removed\n")
    #expect(result.status == 0)
    let site = Shop.record(
      "css/site.css", "r2", Shop.siteNow, strategy: "manual", bumped: "2024-06-01",
      previous: Shop.siteBefore)
    let new = Shop.record(
      "img/new.png", "r2", Shop.newNow, strategy: "manual", bumped: "2024-06-01")
    #expect(shop.versions == Shop.versions([(Shop.site, site + "\n" + new)]))
  }

  @Test func tokenCarriedBefore() throws {
    let shop = try Shop()
    expect(
      try shop.run("bump", "--token", "v1", Self.terms), "",
      "left as it is: static:legal/terms.html: v1 stood for other bytes of this file before;"
        + " browsers may still hold them, so it needs another token\nnothing to write\n", 1)
    #expect(shop.versions == Shop.versions)
  }

  /// What was asked for is not done: whoever reads the exit code must know.
  @Test func tokenForFreshAsset() throws {
    let shop = try Shop()
    expect(
      try shop.run("bump", "--token", "v2", "static/css/fresh.css"), "",
      """
      static:css/fresh.css is fresh, it keeps its token (--force bumps it all the same)
      nothing to write

      """, 1)
    expect(
      try shop.run("bump", "--token", "02db0d26", "static/css/fresh.css"), "",
      """
      static:css/fresh.css is fresh, it keeps its token (--force bumps it all the same)
      nothing to write

      """, 0)
    #expect(shop.versions == Shop.versions)
    #expect(try shop.run("bump", "--force", "--token", "v2", "static/css/fresh.css").status == 0)
    let bumped = Shop.record(
      "css/fresh.css", "v2", Shop.freshNow, strategy: "manual", bumped: "2024-06-01",
      previous: #"[{"token": "02db0d26", "sha256": "\#(Shop.freshNow)"}]"#)
    #expect(shop.versions == Shop.versions([(Shop.fresh, bumped)]))
  }

  @Test func tokenForMissingAndUnreadableAssets() throws {
    let shop = try Shop()
    expect(
      try shop.run("bump", "--token", "v2", "static/js/old.js", "static/fonts/gone.woff2"), "",
      """
      left as it is: static:fonts/gone.woff2: a symbolic link to nothing
      left as it is: static:js/old.js: there is no file to give a token to
      nothing to write

      """, 1)
    #expect(shop.versions == Shop.versions)
  }

  static let usage = """
    Usage: assetbump bump [<options>] [<path> ...]
      See 'assetbump bump --help' for more information.

    """

  @Test(arguments: [
    ([], "Name the assets to bump, or give --all."),
    (["--force"], "Name the assets to bump, or give --all."),
    (["--all", terms], "Give either PATHs or --all, not both."),
    (["--all", "--token", "v2"], "--token needs PATHs: one token for all is waste."),
    (
      ["--strategy", "hash", "--token", "v2", terms],
      "--token goes with --strategy manual, not hash."
    ),
    (["--token", "", terms], "--token: a token has 1 to 64 characters."),
    (
      ["--token", "a/b", terms], "--token: \"/\" cannot stand in a token, only A-Z a-z 0-9 . _ ~ -."
    ),
    (
      ["--token", "\u{1B}[m", terms],
      "--token: \"\\x1b\" cannot stand in a token, only A-Z a-z 0-9 . _ ~ -."
    ),
    (
      ["--token", "..", terms],
      "--token: \".\" and \"..\" are no tokens, they mean folders in a URL."
    ),
    (
      ["--token", String(repeating: "7", count: 65), terms],
      "--token: 65 characters, a token has 64 at most."
    ),
    (["--dryrun", terms], "Unknown option '--dryrun'. Did you mean '--dry-run'?"),
  ])
  func wrongUsage(arguments: [String], message: String) throws {
    let shop = try Shop()
    expect(
      try Assetbump.run(["bump"] + arguments, in: shop.folder), "",
      "Error: \(message)\n" + Self.usage, 64)
    #expect(shop.versions == Shop.versions)
  }
}
