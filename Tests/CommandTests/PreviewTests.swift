import AssetCore
import TestSupport
import Testing

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
        now   <script src="/static/js/app.js?v=20240501"></script>
        next  <script src="/static/js/app.js?v=20240601"></script>
      static:css/site.css
        now   <link rel="stylesheet" href="/static/css/site.css?v=2708d73b">
        next  <link rel="stylesheet" href="/static/css/site.css?v=74d94aed">
      docs.static:note.css
        now   <link rel="stylesheet" href="/docs/static/note.389ed688.css">
        next  <link rel="stylesheet" href="/docs/static/note.389ed688.css">
      static:img/new.png
        now   <img src="/static/img/new.png" alt="">
        next  <img src="/static/img/new.png?v=33d8344a" alt="">
      static:legal/terms.html
        now   /static/legal/terms.html?v=v1
        next  (type one)

      """, "", 0)
  }
}
