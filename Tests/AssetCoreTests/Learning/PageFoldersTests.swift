import References
import Testing
import Values

/// Which folders pages and templates take their files from.
struct PageFoldersTests {
  private func folders(_ files: [BytePath: String], taken: [BytePath] = []) -> [String] {
    var pages = PageFolders(paths: files.keys.sorted(), taken: taken)
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      let scanner = ReferenceScanner()
      for reference in scanner.references(in: Array(text.utf8), of: path) { pages.add(reference) }
    }
    return pages.folders().map { found in
      "\(VisibleText.of(found.folder)) \(found.url ?? "-") \(found.references)/\(found.withToken)"
        + " \(found.evidence.words)"
    }
  }

  @Test(
    arguments: [
      // The folder around the longest end of the path.
      (
        ["public/css/a.css": "", "views/p.ejs": "<link href='/css/a.css?v=1'>"],
        ["public / 1/1 views/p.ejs:1: /css/a.css"]
      ),
      // Source beside it: the folder in it that the URL names.
      (
        ["web/public/a.css": "", "web/app.go": "", "web/t/p.html": "<link href='/public/a.css'>"],
        ["web/public /public/ 1/0 web/t/p.html:1: /public/a.css"]
      ),
      // A prefix that the path on disk does not have.
      (
        ["assets/js/a.js": "", "t/p.html": "<script src='/static/js/a.js'></script>"],
        ["assets /static/ 1/0 t/p.html:1: /static/js/a.js"]
      ),
      // What stands for a base in other languages of templates is no part of a URL.
      (
        ["web/img/i.png": "", "tpl/p.html": "<img src='{$base}/img/i.png'>"],
        ["web / 1/0 tpl/p.html:1: /img/i.png"]
      ),
      (
        [
          "index.php": "", "plugins/shop/i.png": "",
          "plugins/shop/p.html": "<img src='%s/shop/i.png'>",
        ], ["plugins /plugins/ 1/0 plugins/shop/p.html:1: /shop/i.png"]
      ),
      // Pages that are served as they lie, one folder of them.
      (
        [
          "site/css/a.css": "", "site/index.html": "<link href='css/a.css'>",
          "site/about/index.html": "<link href='../css/a.css?v=2'><img src=i.png>",
          "site/about/i.png": "",
        ], ["site - 3/1 site/about/index.html:1: ../css/a.css"]
      ),
      // The same with pages that name the top.
      (
        [
          "site/css/a.css": "", "site/index.html": "<link href='css/a.css'>",
          "site/404.html": "<link href='/css/a.css'>",
        ], ["site / 2/0 site/404.html:1: /css/a.css"]
      ),
      // At the project's top each folder is one, and files beside the page are told of.
      (
        [
          "css/a.css": "", "b.js": "",
          "p.html": "<link href='css/a.css'><script src=b.js></script>",
        ],
        [". / 1/0 p.html:1: b.js", "css /css/ 1/0 p.html:1: css/a.css"]
      ),
      // A file that a build makes, in a folder that is there.
      (
        ["css/a.scss": "", "p.html": "<link rel=stylesheet href='css/a.min.css?v=9'>"],
        ["css /css/ 1/1 p.html:1: css/a.min.css"]
      ),
      // One name alone is no path.
      (["x/a.css": "", "t/p.html": "<link href='a.css'>"], []),
      // Of two copies the one that holds more.
      (
        [
          "one/css/a.css": "", "one/css/b.css": "", "two/css/a.css": "",
          "t/p.html": "<link href='/css/a.css'><link href='/css/b.css'>",
        ], ["one / 2/0 t/p.html:1: /css/a.css"]
      ),
      // Of a folder and one in it, one is served at a URL: the base in front of a lone name is not known.
      (
        [
          "public/css/a.css": "", "public/js/b.js": "",
          "t/p.html": "<link href='/css/a.css'><script src='{{ base }}/b.js'></script>",
        ], ["public / 1/0 t/p.html:1: /css/a.css"]
      ),
      // Not what a generator reads and never serves.
      (
        [
          "theme.toml": "", "layouts/index.json": "",
          "layouts/partials/head.html":
            "<link rel=preload href='../index.json'>", "static/x.css": "",
        ], []
      ),
      (
        [
          "config.toml": "", "layouts/a.html": "<link href='/css/a.css'>", "data/css/a.css": "",
          "static/css/a.css": "",
        ], ["static / 1/0 layouts/a.html:1: /css/a.css"]
      ),
      (
        [
          "_config.yml": "", "_sass/css/a.css": "", "_layouts/a.html": "<link href='/css/a.css'>",
          "css/a.css": "",
        ], ["css /css/ 1/0 _layouts/a.html:1: /css/a.css"]
      ),
      // Not the URLs of others, nor pages.
      (
        [
          "public/css/a.css": "", "public/x/p.html": "",
          "t/p.html": "<link href='//cdn/css/a.css'><a href='/x/p.html'>",
        ], []
      ),
    ] as [([BytePath: String], [String])])
  func tellsFolders(_ files: [BytePath: String], _ expected: [String]) {
    #expect(folders(files) == expected)
  }

  @Test func passesOverWhatIsKnown() {
    #expect(
      folders(
        [
          "static/a/x.css": "", "copy/a/x.css": "",
          "templates/p.html": "<link href='/static/a/x.css'><link href='/a/x.css'>",
        ], taken: ["static"]) == [])
  }

  @Test func namesTemplates() {
    let files: [BytePath: String] = [
      "public/css/a.css": "", "app/models/m.rb": "", "app/models/n.rb": "", "app/models/o.rb": "",
      "app/views/home/p.html.erb": "<link href='/css/a.css'>",
      "app/views/q.html.erb": "<link href='/css/a.css'>", "top.html": "<link href='/css/a.css'>",
      "public/index.html": "<link href='/css/a.css'>", "listed/p.html": "<link href='/css/a.css'>",
    ]
    var pages = PageFolders(paths: files.keys.sorted(), taken: [])
    for (path, text) in files {
      for reference in ReferenceScanner().references(in: Array(text.utf8), of: path) {
        pages.add(reference)
      }
    }
    #expect(
      pages.templates(outside: ["public"], listed: ["listed"], isAtTop: false) == [
        "/*.html", "app/views/**",
      ])
    #expect(
      pages.templates(outside: ["public"], listed: ["listed"], isAtTop: true) == ["app/views/**"])
  }
}
