import TestSupport
import Testing
import Values

@Suite("a parameter of another name counts where the project itself shows that it is a version")
struct ParameterEvidenceTests {
  /// Writes three scripts, and a page that names them with a parameter each.
  private static let functions = """
    scripts() { mkdir -p static; for name in a b c; do echo "$1" > static/$name.js; done; }
    page() { mkdir -p templates; for name in a b c; do
      printf '<script src="/static/%s.js?%s"></script>\\n' $name "$1"; done > templates/p.html; }

    """

  private func settings(of site: GitSite) -> [String] {
    String(decoding: site.folder.contents(of: "assetbump.toml") ?? [], as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  /// Without the commit's own name, which is another at each run.
  private func masked(_ text: String) -> String {
    text.replacing(/commit [0-9a-f]{12}/, with: "commit …")
  }

  @Test(arguments: [
    // What the files become in two commits; what init says.
    (
      "scripts one; page rel=1.4.2; commit 1; echo two > static/b.js; page rel=1.4.3; commit 2",
      "its value changed with static/b.js in commit …"
    ),
    (
      "scripts one; page edition=12; commit 1; echo two > static/b.js; page edition=13; commit 2",
      "its value changed with static/b.js in commit …"
    ),
    (
      """
      scripts one; page edition=alpha1; commit 1; scripts two; page edition=beta1; commit 2
      scripts three; page edition=gamma1; commit 3
      """, "its value changed with static/a.js in commit …"
    ),
  ])
  func history(_ script: String, _ evidence: String) throws {
    let site = try GitSite()
    try site.shell(Self.functions + script)
    let name = script.contains("rel=") ? "rel" : "edition"
    let said = try site.run("init")
    let lines = masked(said.output).split(separator: "\n").map(String.init)
    #expect(lines.contains("    parameter = \"\(name)\": \(evidence)"))
    #expect(said.status == 0)
    let written = settings(of: site).map(masked)
    let place = try #require(written.firstIndex(of: "parameter = \"\(name)\""))
    #expect(written[place - 1] == "# \(name): \(evidence)")
    // All of it is then as with a usual name.
    try site.folder.write("Hello", to: "static/a.js")
    let bump = try site.run("bump", "--all")
    #expect(bump.status == 0)
    #expect(
      site.folder.contents(of: "templates/p.html").map { String(decoding: $0, as: UTF8.self) }?
        .hasPrefix("<script src=\"/static/a.js?\(name)=185f8db3\"></script>\n") == true)
  }

  @Test(arguments: [
    // A size of a picture that is made anew, once; a value that changes alone; one that stays.
    "scripts one; page w=200; commit 1; scripts two; page w=320; commit 2",
    "scripts one; page rel=1.4.2; commit 1; page rel=1.4.3; commit 2",
    "scripts one; page rel=1.4.2; commit 1; scripts two; commit 2",
    "scripts one; page lang=en; commit 1; scripts two; page lang=de; commit 2",
    "scripts one; page v=1; commit 1; scripts two; page 'v=2&rel=1.4.2'; commit 2",
  ])
  func noEvidence(_ script: String) throws {
    let site = try GitSite()
    try site.shell(Self.functions + script)
    _ = try site.run("init")
    #expect(!settings(of: site).contains { $0.hasPrefix("parameter =") })
  }

  @Test
  func withoutGit() throws {
    let site = try GitSite(isRepository: false)
    try site.shell(Self.functions + "scripts one; page rel=1.4.2")
    let said = try site.run("check")
    expect(
      said,
      ["a", "b", "c"].enumerated().map { line, name in
        "templates/p.html:\(line + 1):14: note: static:\(name).js: unrecorded-token: no record says for"
          + " which bytes 1.4.2 was given - assetbump bump static:\(name).js\n"
      }.joined(),
      "assetbump: nothing is set up here yet, and 3 references carry tokens, the first"
        + " templates/p.html:1: assetbump init adopts them\n3 assets: 3 untracked\n", 0)
    _ = try site.run("init")
    let written = settings(of: site)
    let place = try #require(written.firstIndex(of: "parameter = \"rel\""))
    #expect(
      written[place - 1]
        == "# rel: there is no history, and 3 assets have versions in it:"
        + " templates/p.html:1, templates/p.html:2, templates/p.html:3")
    #expect(try site.records().map { $0.split(separator: " ")[1] } == ["1.4.2", "1.4.2", "1.4.2"])
  }

  @Test(arguments: [
    "rm static/c.js; sed -i 3d templates/p.html", "page w=1200", "page theme=dark2",
    "page color=ff8800", "page ratio=1.5",
  ])
  func tooLittle(_ script: String) throws {
    let site = try GitSite(isRepository: false)
    try site.shell(Self.functions + "scripts one; page rel=1.4.2; \(script)")
    _ = try site.run("init")
    #expect(!settings(of: site).contains { $0.hasPrefix("parameter =") })
  }

  @Test(arguments: [
    // What stands behind the assets, and the settings' own word; what is said.
    (
      "rel=1.4.2", "",
      """
      templates/p.html:1:14: note: static: unclear-parameter: rel=1.4.2 may be a version: 3 references have rel, first templates/p.html:1, and it stays as it is - say parameter = "rel" for the root in assetbump.toml if rel is the version, parameter = "v" if not

      """
    ),
    ("rel=1.4.2", "parameter = \"v\"", ""), ("lang=en", "", ""), ("debug=1", "", ""),
    ("w=1200&h=300", "", ""), ("page=17", "", ""), ("id=nav2", "", ""), ("color=ff8800", "", ""),
    ("rel=1.4.2&v=7", "", ""), ("onload=start", "", ""),
  ])
  func doubt(_ query: String, _ setting: String, _ note: String) throws {
    let site = try GitSite(isRepository: false)
    try site.shell(Self.functions + "scripts one; page '\(query)'")
    try site.folder.write("[[root]]\ntokens = \"literal\"\n\(setting)\n", to: "assetbump.toml")
    let said = try site.run("check")
    let notes = said.output.split(separator: "\n").filter { $0.contains("unclear-parameter") }
    #expect(notes.map { $0 + "\n" }.joined() == note)
    #expect(said.status == 0)
    // Doubt means the application's own.
    try site.folder.write("Hello", to: "static/a.js")
    _ = try site.run("bump", "--all")
    if !query.contains("v=") {
      let page = site.folder.contents(of: "templates/p.html") ?? []
      #expect(String(decoding: page, as: UTF8.self).contains("/static/a.js?\(query)\""))
    }
  }

  @Test
  func keywords() throws {
    let site = try GitSite(isRepository: false)
    try site.folder.write("one", to: "static/a.js")
    try site.folder.write("[[root]]\ntokens = \"literal\"\n", to: "assetbump.toml")
    try site.folder.write(
      """
      {{ url_for('static', filename='a.js', rel='2024-06-01', lang='en') }}
      {{ url_for('static', filename='a.js') ~ '?edition=20240601' }}
      {{ url_for('static', filename='a.js') }}?edition=20240602

      """, to: "templates/p.html")
    let said = try site.run("check")
    #expect(
      said.output == """
        templates/p.html:1:32: note: static: unclear-parameter: rel=2024-06-01 may be a version: 1 reference has rel, first templates/p.html:1, and it stays as it is - say parameter = "rel" for the root in assetbump.toml if rel is the version, parameter = "v" if not
        templates/p.html:2:32: note: static: unclear-parameter: edition=20240601 may be a version: 2 references have edition, first templates/p.html:2, and it stays as it is - say parameter = "edition" for the root in assetbump.toml if edition is the version, parameter = "v" if not

        """)
  }
}
