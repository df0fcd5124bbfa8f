import TestSupport
import Testing
import Values

@Suite struct PreviewTests {
  @Test func all() throws {
    expect(
      try Shop().run("preview", in: "docs"),
      """
      static:css/fresh.css
        now   /static/css/fresh.css?v=02db0d26
        next  /static/css/fresh.css?v=02db0d26
      static:css/site.css
        now   /static/css/site.css?v=2708d73b
        next  /static/css/site.css?v=74d94aed
      static:fonts/gone.woff2
        now   -
        next  -
      static:img/new.png
        now   /static/img/new.png
        next  /static/img/new.png?v=33d8344a
      static:js/app.js
        now   /static/js/app.js?v=20240501
        next  /static/js/app.js?v=20240601
      static:js/old.js
        now   -
        next  (gone)
      static:legal/terms.html
        now   /static/legal/terms.html?v=v1
        next  (type one)
      docs.static:guide.html
        now   /docs/static/guide.html
        next  -
      docs.static:note.css
        now   /docs/static/note.389ed688.css
        next  /docs/static/note.389ed688.css

      """, "", 0)
  }

  /// In the order named.
  @Test func html() throws {
    expect(
      try Shop().run(
        "preview", "--html", "js/app.js", "static:css/site.css", "../docs/static/note.css",
        "img/new.png", "legal/terms.html", in: "static"),
      """
      static:js/app.js
        now    <script src="/static/js/app.js?v=20240501"></script>
        next   <script src="/static/js/app.js?v=20240601"></script>
        flask  {{ url_for('static', filename='js/app.js') }}
      static:css/site.css
        now    <link rel="stylesheet" href="/static/css/site.css?v=2708d73b">
        next   <link rel="stylesheet" href="/static/css/site.css?v=74d94aed">
        flask  {{ url_for('static', filename='css/site.css') }}
      docs.static:note.css
        now    <link rel="stylesheet" href="/docs/static/note.389ed688.css">
        next   <link rel="stylesheet" href="/docs/static/note.389ed688.css">
        flask  {{ url_for('docs.static', filename='note.css') }}
      static:img/new.png
        now    <img src="/static/img/new.png" alt="">
        next   <img src="/static/img/new.png?v=33d8344a" alt="">
        flask  {{ url_for('static', filename='img/new.png') }}
      static:legal/terms.html
        now   /static/legal/terms.html?v=v1
        next  (type one)

      """, "", 0)
  }

  /// Sizes, denser images and integrity come from the files.
  @Test func htmlOfFiles() throws {
    let shop = try Shop()
    let gif = Array("GIF89a".utf8) + [3, 0, 2, 0]
    try shop.folder.write(gif, to: "static/img/dot.gif")
    try shop.folder.write([0], to: "static/img/dot@2x.gif")
    try shop.folder.write(Array("alert('Hello, world.');".utf8), to: "static/js/hello.js")
    try shop.folder.write(
      Array("[html]\nmodules = ['js/*']\nintegrity = true\n".utf8), to: "assetbump.toml")
    expect(
      try shop.run("preview", "--html", "img/dot.gif", "js/hello.js", in: "static"),
      """
      static:img/dot.gif
        now    <img src="/static/img/dot.gif" srcset="/static/img/dot.gif 1x, /static/img/dot@2x.gif 2x" width="3" height="2" alt="">
        next   <img src="/static/img/dot.gif?v=2c4c453f" srcset="/static/img/dot.gif?v=2c4c453f 1x, /static/img/dot@2x.gif?v=6e340b9c 2x" width="3" height="2" alt="">
        flask  {{ url_for('static', filename='img/dot.gif') }}
      static:js/hello.js
        now    <script type="module" src="/static/js/hello.js" integrity="sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO" crossorigin></script>
        next   <script type="module" src="/static/js/hello.js?v=ab39cb72" integrity="sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO" crossorigin></script>
        flask  {{ url_for('static', filename='js/hello.js') }}

      """, "", 0)
  }

  /// A name that versions of Werkzeug write differently is marked, and the mount point stands first.
  @Test func warns() throws {
    let shop = try Shop()
    try shop.folder.write([0], to: "static/img/dot@2x.gif")
    try shop.folder.write(
      Array("werkzeug = '2.2.3'\nscript-name = '/shop'\n".utf8), to: "assetbump.toml")
    expect(
      try shop.run("preview", "img/dot@2x.gif", in: "static"),
      """
      static:img/dot@2x.gif
        now   /shop/static/img/dot%402x.gif
        next  /shop/static/img/dot%402x.gif?v=6e340b9c
        warn  Werkzeug 2.3 and later print another URL; this is the one of 2.2

      """, "", 0)
  }

  // MARK: A page

  private static let page = """
    <title>\u{1B}[31m</title>
    <link rel="stylesheet" href="{{ url_for('static', filename='css/site.css') }}">
    {% if x %}<script src="{{ url_for('static',
      filename='js/app.js') }}"></script>{% endif %}

    """

  @Test func page() throws {
    let shop = try Shop()
    try shop.folder.write(Self.page, to: "templates/x.html")
    let urls = """
      x.html:2  static:css/site.css
        now   /static/css/site.css?v=2708d73b
        next  /static/css/site.css?v=74d94aed
      x.html:3  static:js/app.js
        now   /static/js/app.js?v=20240501
        next  /static/js/app.js?v=20240601

      """
    expect(try shop.run("preview", "--page", "x.html", in: "templates"), urls, "", 0)
    expect(
      try shop.run("preview", "--page", "templates/x.html", "--html"),
      """
      <title>\u{1B}[31m</title>
      <link rel="stylesheet" href="/static/css/site.css?v=74d94aed">
      {% if x %}<script src="/static/js/app.js?v=20240601"></script>{% endif %}

      """, "", 0)
  }

  @Test func pageThatIsNoPage() throws {
    let shop = try Shop()
    expect(
      try shop.run("preview", "--page", "templates/no.html"), "",
      "assetbump: no such file: templates/no.html - create it, or name another\n", 2)
    expect(
      try shop.run("preview", "--page", "../x.html"), "",
      "assetbump: `../x.html` lies outside the project - name a template inside it, or say"
        + " --project\n", 2)
    let result = try shop.run("preview", "--page", "x.html", "static/js/app.js")
    #expect(result.status == 64)
  }
}
