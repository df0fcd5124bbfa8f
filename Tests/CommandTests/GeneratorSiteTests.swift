import TestSupport
import Testing
import Values

/// What `init` makes of the sources of generated sites, and of templates in languages that are not read.
@Suite struct GeneratorSiteTests {
  private func site(_ files: [BytePath: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in files { try folder.write(text, to: path) }
    return folder
  }

  @Test(
    "the folder that a generator copies to the top of its site",
    arguments: [
      (["theme.toml": "", "layouts/x.html": ""], "static", "theme.toml", "Hugo"),
      (
        ["config.yaml": "", "layouts/x.html": "", "demo/static/d.png": ""], "static", "config.yaml",
        "Hugo"
      ),
      (
        ["config.toml": "", "content/a.md": "", "templates/x.html": ""], "static", "config.toml",
        "Zola"
      ),
      (["docusaurus.config.ts": ""], "static", "docusaurus.config.ts", "Docusaurus"),
      (["web/svelte.config.js": ""], "web/static", "web/svelte.config.js", "SvelteKit"),
      (["astro.config.mjs": ""], "public", "astro.config.mjs", "Astro"),
    ] as [([BytePath: String], String, String, String)])
  func copied(_ files: [BytePath: String], _ path: String, _ mark: String, _ name: String) throws {
    var files = files
    files[BytePath("\(path)/img/i.png")] = ""
    let folder = try site(files)
    let lines = try Assetbump.run(["init"], in: folder).output.lines
    let root = path.split(separator: "/").last ?? ""
    #expect(
      lines.dropFirst().first
        == "  \(root): \(path)/ served under /, by \(mark):1: \(name) copies \(root)/ to the top of the site"
    )
    #expect(
      lines.dropFirst(2).first
        == "    tokens = \"literal\": no application adds tokens to pages that are served as they lie"
    )
    #expect(try Assetbump.run(["check"], in: folder).status == 0)
  }

  @Test(
    "a site of which nothing but its generator's output names files",
    arguments: [
      ("mkdocs.yml", "docs/index.md", "mkdocs.yml: MkDocs", "mkdocs build", "site"),
      ("book.toml", "src/SUMMARY.md", "book.toml: mdBook", "mdbook build", "book"),
      (
        "www/pelicanconf.py", "www/content/a.md", "www/pelicanconf.py: Pelican", "pelican in www/",
        "www/output"
      ),
    ])
  func written(_ mark: String, _ page: String, _ name: String, _ command: String, _ output: String)
    throws
  {
    let folder = try site([BytePath(mark): "", BytePath(page): "# a"])
    let result = try Assetbump.run(["init"], in: folder)
    #expect(
      result.output == """
        wrote assetbump.toml
          no static root: no source serves a folder, no page names a file of one, and none is named static
          \(name) writes the site: after \(command), assetbump stamp \(output) gives its URLs their tokens, without settings
        wrote no asset-versions.json: there is no asset to record

        """)
    // The advice, word by word: the generator's output is this.
    try folder.write("<link rel=stylesheet href=a.css>", to: BytePath("\(output)/index.html"))
    try folder.write("a", to: BytePath("\(output)/a.css"))
    #expect(try Assetbump.run(["stamp", output], in: folder).status == 0)
    #expect(
      folder.contents(of: BytePath("\(output)/index.html")).map {
        String(decoding: $0, as: UTF8.self)
      }
        == "<link rel=stylesheet href=a.css?v=ca978112>")
  }

  @Test("a folder that is named static is advised, where none is known to be served")
  func embedded() throws {
    let folder = try site([
      "internal/ui/static/css/a.css": "",
      "internal/ui/embed.go": "//go:embed static/*\nvar files embed.FS",
    ])
    expect(
      try Assetbump.run(["init"], in: folder),
      """
      wrote assetbump.toml
        found internal/ui/static too: take the # away in assetbump.toml from what is served under a URL of its own
        no static root: no source serves a folder, no page names a file of one, and none is named static
      wrote no asset-versions.json: there is no asset to record

      """, "", 0)
    // The advice, word by word.
    let lines = String(decoding: folder.contents(of: "assetbump.toml") ?? [], as: UTF8.self).lines
    let start = try #require(lines.firstIndex { $0.contains("internal/ui/static") })
    let first = try #require(lines[..<start].lastIndex { $0.contains("[[root]]") })
    let table = lines[first...].prefix { $0.hasPrefix("#") }.map { $0.dropFirst() }
    try folder.write(table.joined(separator: "\n"), to: "assetbump.toml")
    #expect(try Assetbump.run(["list"], in: folder).output.contains("css/a.css"))
  }

  @Test("an application beside a generator's folder is what serves it")
  func application() throws {
    let folder = try site([
      "app.py": "from flask import Flask\napp = Flask(__name__)\n", "static/a.css": "",
      "config.toml": "", "layouts/x.html": "",
    ])
    let lines = try Assetbump.run(["init"], in: folder).output.lines
    #expect(
      lines.dropFirst().first == "  static: static/ served under /static/, by app.py:2: Flask()")
  }

  @Test("Jekyll compiles what a layout names")
  func compiledStyle() throws {
    let folder = try site([
      "_config.yml": "",
      "_layouts/page.html": "<link rel=stylesheet href=\"{{ '/css/all.css' | relative_url }}\">",
      "_sass/x.scss": "", "css/all.scss": "---\n---\n@import 'x';", "css/print.css": "",
    ])
    let lines = try Assetbump.run(["init"], in: folder).output.lines
    #expect(
      lines.dropFirst().first
        == "  css: css/ served under /css/, by _layouts/page.html:1: /css/all.css")
    expect(
      try Assetbump.run(["check"], in: folder),
      "_layouts/page.html:1:32: note: maybe-missing: there is no css/all.css here: css/all.scss is there, of"
        + " which a build may make it - nothing where that brings it, else correct the name\n",
      "2 assets: 2 untracked\n", 0)
  }

  @Test("where templates are in a language that is not read, nobody is said to be missing")
  func unread() throws {
    let folder = try site([
      "app.js": "app.use(express.static('public'))", "public/a.css": "",
      "views/p.pug": "link(rel='stylesheet', href='/a.css?v=' + digest('/a.css'))",
      "views/users/q.haml": "%p",
    ])
    let lines = try Assetbump.run(["init"], in: folder).output.lines
    #expect(
      lines.contains(
        "  2 templates are in a language that is not read, the first views/p.pug: whether they add tokens is not known"
      ))
    #expect(
      try Assetbump.run(["check"], in: folder).output.lines.first?.hasPrefix(
        "assetbump.toml:20:3: note: public: no-loader: nothing that is read here adds tokens to its URLs,"
          + " 2 templates are in a language that is not read, the first views/p.pug - ") ?? false)
    #expect(try Assetbump.run(["check"], in: folder).status == 0)
  }

  @Test("a plugin in PHP is served where it lies")
  func plugin() throws {
    let folder = try site([
      "index.php": "<?php ?>", "css/a.css": "",
      "inc/head.php": "<link href=\"<?php echo $base; ?>/css/a.css\">",
      "user/shop/main.php":
        "<?php echo <<<H\n<link rel=\"stylesheet\" href=\"$own/style/s.css\">\nH;",
      "user/shop/style/s.css": "",
    ])
    let lines = try Assetbump.run(["init"], in: folder).output.lines
    #expect(
      lines.contains {
        $0.hasPrefix("  shop: user/shop/ served under /user/shop/, by user/shop/main.php:2:")
      }, "\(lines)")
  }
}
