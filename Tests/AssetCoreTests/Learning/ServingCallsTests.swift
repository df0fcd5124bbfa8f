import References
import Testing
import Values

/// Which folders source of other languages than Python serves.
struct ServingCallsTests {
  private func found(_ source: String, in file: BytePath) -> [String] {
    let folders: Set<BytePath> = ["web", "web/public", "public", "ui/static", "static", "img"]
    return ServingCalls(
      paths: [file], hasFolder: folders.contains, read: { _ in Array(source.utf8) }
    ).all().map { found in
      "\(VisibleText.of(found.folder)) \(found.url ?? "-") \(found.evidence.line)"
        + " \(found.variable ?? "-")"
    }
  }

  @Test(
    arguments: [
      ("app.js", "app.use(express.static('public'))", ["public / 1 app"]),
      ("app.js", "app.use('/s', express.static('public'));", ["public /s/ 1 app"]),
      (
        "src/app.js", "\napp.use(\"/s\", express.static(path.join(__dirname, '..', 'public')))",
        ["public /s/ 2 app"]
      ),
      ("app.js", "app.use(express.static(__dirname + '/public'))", ["public / 1 app"]),
      (
        "app.js",
        """
        const files = path.join(__dirname, 'public')
        app.use('/s', express.static(files))
        """, ["public /s/ 2 app"]
      ),
      ("app.js", "app.use(prefix, express.static('public'))", ["public - 1 app"]),
      // Blocks within the body of a function that is handed over.
      (
        "app.js",
        """
        const img = require('./img')
        connect(db, (err) => {
          if (err) {
            stop('static')
          }
          app.use(express.static(`${__dirname}/web/public`))
          img(app)
        })
        """, ["web/public / 6 app"]
      ),
      ("gulpfile.js", "sync.init({ serveStatic: [{ route: '/s', dir: 'public' }] })", []),
      ("web/vite.config.ts", "server.use(serveStatic('public'))", []),
      (
        "app.js",
        "app.register(require('@fastify/static'), { root: path.join(__dirname, 'public'), prefix: '/s/' })",
        ["public /s/ 1 app"]
      ),
      ("app.js", "start(() => {\n  app.use(express.static('public'))\n})", ["public / 2 app"]),
      (
        "app.js", "const serve = require('koa-static')\napp.use(serve('public'))",
        ["public / 2 app"]
      ),
      ("app.js", "// app.use(express.static('public'))", []),
      ("app.js", "app.use(express.static('nowhere'))", []),
      ("app.js", "class A { static path = 'public' }", []),
      (
        ".eleventy.js", "config.addPassthroughCopy({ 'public': '/' })", ["public / 1 -"]
      ),
      (
        ".eleventy.js",
        "config.addPassthroughCopy({ './web/public/': 'files', img: '/i' })\n"
          + "config.addPassthroughCopy({ 'static': 's', 'img': '/i' })",
        ["web/public /files/ 1 -", "static /s/ 2 -", "img /i/ 2 -"]
      ),
      (
        ".eleventy.js",
        "config\n  .addPassthroughCopy('./img/')\n  .addPassthroughCopy('a.txt')\n"
          + "  .addPassthroughCopy('web/public')",
        ["img /img/ 1 -", "web/public - 4 -"]
      ),
      (
        "web/app.go", "func routes(r *gin.Engine) { r.Static(\"/public\", \"web/public/\") }",
        ["web/public /public/ 1 r"]
      ),
      (
        "main.go",
        "http.Handle(\"/static/\", http.StripPrefix(\"/static/\", http.FileServer(http.Dir(\"./ui/static\"))))",
        ["ui/static /static/ 1 http"]
      ),
      (
        "main.go",
        """
        fs := http.FileServer(http.Dir("public"))
        r.PathPrefix("/s/").Handler(http.StripPrefix("/s/", fs))
        """, ["public / 1 fs"]
      ),
      ("main.go", "e.Static(\"/s\", \"public\")\n", ["public /s/ 1 e"]),
      ("main.go", "r.Handle(\"/s/*\", http.FileServer(http.Dir(\"public\")))", ["public /s/ 1 r"]),
      (
        "main.rs", "App::new().service(fs::Files::new(\"/s\", \"./public\"))",
        ["public /s/ 1 App::new"]
      ),
      (
        "main.rs", "let app = Router::new().nest_service(\"/s\", ServeDir::new(\"public\"));",
        ["public /s/ 1 let"]
      ),
    ] as [(BytePath, String, [String])])
  func findsFolders(_ file: BytePath, _ source: String, _ expected: [String]) {
    #expect(found(source, in: file) == expected)
  }
}
