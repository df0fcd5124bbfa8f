import TestSupport
import Testing
import Values

/// Findings as GitHub and code scanning read them, and those of what a commit would hold.
@Suite struct CheckFormatTests {
  /// A project with one stale asset, and a reference with a place.
  private func site() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("[[root]]\ntokens = \"literal\"\n", to: "assetbump.toml")
    try folder.write("a", to: "static/a,b.css")
    try folder.write(
      "<link href=\"/static/a,b.css?v=1\">\n<img src=\"/static/no.png\">\n", to: "templates/x.html")
    _ = try Assetbump.run(["bump", "static/a,b.css", "--token", "1"], in: folder)
    try folder.write("b", to: "static/a,b.css")
    return folder
  }

  @Test func gitHub() throws {
    let folder = try site()
    let result = try Assetbump.run(["check", "--format", "github"], in: folder)
    #expect(result.status == 1)
    let lines = result.output.lines.dropLast()
    #expect(lines.allSatisfy { $0.hasPrefix("::error ") || $0.hasPrefix("::warning ") })
    #expect(
      lines.contains {
        $0.contains(" file=static/a%2Cb.css,title=assetbump%3A stale::static:a,b.css: ")
      })
    #expect(
      lines.contains {
        $0.hasPrefix("::error file=templates/x.html,line=2,col=11,title=assetbump%3A missing::")
      })
  }

  /// Files are seen from where the command runs, which in CI is the repository's folder.
  @Test func placesFromAbove() throws {
    let folder = try TemporaryFolder()
    try folder.write("[[root]]\nloader = \"elsewhere\"\n", to: "shop/assetbump.toml")
    try folder.write("a", to: "shop/static/a.css")
    let result = try Assetbump.run(
      ["check", "--project", "shop", "--format", "github"], in: folder)
    #expect(result.output.contains(" file=shop/static/a.css,"))
    let sarif = try Assetbump.run(
      ["check", "--project", "shop", "--format", "sarif"], in: folder)
    #expect(sarif.output.contains(#""uri": "shop/static/a.css""#))
  }

  @Test func sarif() throws {
    let folder = try TemporaryFolder()
    try folder.write("[[root]]\nloader = \"elsewhere\"\n", to: "assetbump.toml")
    try folder.write("a", to: "static/a b.css")
    let result = try Assetbump.run(["check", "--format", "sarif"], in: folder)
    #expect(result.status == 1)
    let text = result.output
    #expect(
      text.hasPrefix(
        #"{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": ["#
      ))
    #expect(text.contains(#""ruleId": "new""#))
    #expect(
      text.contains(#""artifactLocation": {"uri": "static/a%20b.css", "uriBaseId": "%SRCROOT%"}"#))
  }

  @Test func staged() throws {
    let folder = try TemporaryFolder()
    func shell(_ script: String) throws -> Command.Result {
      try Assetbump.shell(script, in: folder, environment: ["HOME": nil])
    }
    try folder.write("[[root]]\nloader = \"elsewhere\"\n", to: "assetbump.toml")
    try folder.write("a", to: "static/a.css")
    _ = try shell("git init --quiet; assetbump bump --all; git add static assetbump.toml")
    // The versions file is not staged.
    var result = try shell("assetbump check --staged")
    #expect(result.errors == "1 asset: 1 new\n")
    #expect(result.status == 1)
    _ = try shell("git add asset-versions.json")
    expect(try shell("assetbump check --staged"), "", "1 asset: 1 fresh\n", 0)
    // A change that is not staged does not hinder.
    try folder.write("b", to: "static/a.css")
    try folder.write("n", to: "static/new.css")
    expect(try shell("assetbump check --staged"), "", "1 asset: 1 fresh\n", 0)
    // Staged without its record it does.
    _ = try shell("git add static/a.css")
    result = try shell("assetbump check --staged")
    #expect(result.errors == "1 asset: 1 stale\n")
    #expect(result.output.hasPrefix("error: static:a.css: stale: "))
    #expect(result.status == 1)
    // With line ends of the checkout the bytes are those that lie there.
    try folder.write("a\r\nb\r\n", to: "static/a.css")
    _ = try shell(
      "rm static/new.css; git config core.autocrlf true; assetbump bump --all; git add --all 2>/dev/null"
    )
    expect(try shell("assetbump check --staged"), "", "1 asset: 1 fresh\n", 0)
    // From a folder below, as a hook's variables have it.
    expect(
      try shell("export GIT_INDEX_FILE=.git/index; cd . && assetbump check --staged"), "",
      "1 asset: 1 fresh\n", 0)
  }

  @Test func stagedWithoutAProject() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    let result = try Assetbump.shell("git init --quiet; assetbump check --staged", in: folder)
    #expect(
      result.errors
        == "assetbump: --staged: git's index holds no project that can be read - git add its settings,"
        + " its versions file and its static files\n")
    #expect(result.status == 2)
  }
}
