import TestSupport
import Testing
import Values

@Suite struct ListTests {
  @Test func everyStatusInBothRoots() throws {
    expect(
      try Shop().run("list"),
      """
      STATUS      ASSET                    STRATEGY  TOKEN     NEXT        URL                               NEXT URL
      fresh       static:css/fresh.css     hash      02db0d26              /static/css/fresh.css?v=02db0d26
      stale       static:css/site.css      hash      2708d73b  74d94aed    /static/css/site.css?v=2708d73b   /static/css/site.css?v=74d94aed
      unreadable  static:fonts/gone.woff2  hash      -                     -                                 (a symbolic link to nothing)
      new         static:img/new.png       hash      -         33d8344a    /static/img/new.png               /static/img/new.png?v=33d8344a
      stale       static:js/app.js         date      20240501  20240601    /static/js/app.js?v=20240501      /static/js/app.js?v=20240601
      missing     static:js/old.js         date      20240501  (gone)      -
      stale       static:legal/terms.html  manual    v1        (type one)  /static/legal/terms.html?v=v1
      untracked   docs.static:guide.html   hash      -                     /docs/static/guide.html
      fresh       docs.static:note.css     hash      389ed688              /docs/static/note.389ed688.css

      """, "", 0)
  }

  /// A narrow terminal gets the ends of long names, and what there is room for.
  @Test(arguments: [
    (
      100,
      """
      STATUS      ASSET                    STRATEGY  TOKEN     NEXT        URL
      fresh       static:css/fresh.css     hash      02db0d26              …tatic/css/fresh.css?v=02db0d26
      stale       static:css/site.css      hash      2708d73b  74d94aed    /static/css/site.css?v=2708d73b
      unreadable  static:fonts/gone.woff2  hash      -                     -
      new         static:img/new.png       hash      -         33d8344a    /static/img/new.png
      stale       static:js/app.js         date      20240501  20240601    /static/js/app.js?v=20240501
      missing     static:js/old.js         date      20240501  (gone)      -
      stale       static:legal/terms.html  manual    v1        (type one)  /static/legal/terms.html?v=v1
      untracked   docs.static:guide.html   hash      -                     /docs/static/guide.html
      fresh       docs.static:note.css     hash      389ed688              /docs/static/note.389ed688.css

      """
    ),
    (
      60,
      """
      STATUS      ASSET             STRATEGY  TOKEN     NEXT
      fresh       …c:css/fresh.css  hash      02db0d26
      stale       …ic:css/site.css  hash      2708d73b  74d94aed
      unreadable  …onts/gone.woff2  hash      -
      new         …tic:img/new.png  hash      -         33d8344a
      stale       static:js/app.js  date      20240501  20240601
      missing     static:js/old.js  date      20240501  (gone)
      stale       …egal/terms.html  manual    v1        (type one)
      untracked   …atic:guide.html  hash      -
      fresh       …static:note.css  hash      389ed688

      """
    ),
  ])
  func narrowTerminal(columns: Int, shown: String) throws {
    let result = try Assetbump.onTerminal("list --color never", columns: columns, in: Shop().folder)
    expect(result, shown, "", 0)
  }

  /// What a terminal had no room for is printed into a pipe, also of an answer that is known.
  @Test func referencesOnANarrowTerminal() throws {
    let folder = try TemporaryFolder.withLoader()
    try folder.write("a", to: "static/a.css")
    try folder.write(
      "<link rel=stylesheet href=\"{{ url_for('static', filename='a.css') }}\">\n",
      to: "templates/p.html")
    _ = try Assetbump.run(["bump", "--all"], in: folder)
    let whole = """
      PLACE                  FORM  TOKEN   ASSET         STATUS
      templates/p.html:1:59  call  (auto)  static:a.css  ok

      """
    let cut = """
      PLACE        TOKEN   ASSET        STATUS
      ….html:1:59  (auto)  …atic:a.css  ok
      1 reference in 1 file

      """
    let caching = ["XDG_CACHE_HOME": String?.some(VisibleText.of(folder.appending("cache")))]
    for _ in 1...2 {
      let result = try Assetbump.onTerminal(
        "references --color never", columns: 41, in: folder, environment: caching)
      expect(result, cut, "", 0)
      #expect(
        try Assetbump.run(["references"], in: folder, environment: caching).output
          == whole)
    }
  }

  /// A terminal gives such letters two columns, or none.
  @Test func columnsOfWideLetters() throws {
    let folder = try TemporaryFolder.withLoader()
    try folder.write("a", to: "static/a.css")
    try folder.write("a", to: "static/\u{65E5}\u{672C}.css")
    try folder.write("a", to: "static/e\u{301}.css")
    expect(
      try Assetbump.run(["list"], in: folder),
      """
      STATUS  ASSET            STRATEGY  TOKEN  NEXT      URL                             NEXT URL
      new     static:a.css     hash      -      ca978112  /static/a.css                   /static/a.css?v=ca978112
      new     static:e\u{301}.css     hash      -      ca978112  /static/e%CC%81.css             /static/e%CC%81.css?v=ca978112
      new     static:\u{65E5}\u{672C}.css  hash      -      ca978112  /static/%E6%97%A5%E6%9C%AC.css  /static/%E6%97%A5%E6%9C%AC.css?v=ca978112

      """, "", 0)
  }

  @Test func json() throws {
    let result = try Shop().run("list", "--json")
    expect(
      result,
      """
      {"format": 1, "assets": [
        {"root": "static", "path": "css/fresh.css", "status": "fresh", "reason": null, "strategy": "hash", "token": "02db0d26", "next": "02db0d26", "url": "/static/css/fresh.css?v=02db0d26", "nextURL": "/static/css/fresh.css?v=02db0d26", "size": 6, "sha256": "\(Shop.freshNow)", "bumped": "2024-05-01"},
        {"root": "static", "path": "css/site.css", "status": "stale", "reason": null, "strategy": "hash", "token": "2708d73b", "next": "74d94aed", "url": "/static/css/site.css?v=2708d73b", "nextURL": "/static/css/site.css?v=74d94aed", "size": 16, "sha256": "\(Shop.siteNow)", "bumped": "2024-05-01"},
        {"root": "static", "path": "fonts/gone.woff2", "status": "unreadable", "reason": "a symbolic link to nothing", "strategy": "hash", "token": null, "next": null, "url": null, "nextURL": null, "size": null, "sha256": null, "bumped": null},
        {"root": "static", "path": "img/new.png", "status": "new", "reason": null, "strategy": "hash", "token": null, "next": "33d8344a", "url": "/static/img/new.png", "nextURL": "/static/img/new.png?v=33d8344a", "size": 4, "sha256": "\(Shop.newNow)", "bumped": null},
        {"root": "static", "path": "js/app.js", "status": "stale", "reason": null, "strategy": "date", "token": "20240501", "next": "20240601", "url": "/static/js/app.js?v=20240501", "nextURL": "/static/js/app.js?v=20240601", "size": 6, "sha256": "\(Shop.appNow)", "bumped": "2024-05-01"},
        {"root": "static", "path": "js/old.js", "status": "missing", "reason": null, "strategy": "date", "token": "20240501", "next": null, "url": null, "nextURL": null, "size": null, "sha256": null, "bumped": "2024-05-01"},
        {"root": "static", "path": "legal/terms.html", "status": "stale", "reason": null, "strategy": "manual", "token": "v1", "next": null, "url": "/static/legal/terms.html?v=v1", "nextURL": null, "size": 8, "sha256": "\(Shop.termsNow)", "bumped": "2024-05-01"},
        {"root": "docs.static", "path": "guide.html", "status": "untracked", "reason": null, "strategy": "hash", "token": null, "next": null, "url": "/docs/static/guide.html", "nextURL": null, "size": 6, "sha256": "\(Shop.guideNow)", "bumped": null},
        {"root": "docs.static", "path": "note.css", "status": "fresh", "reason": null, "strategy": "hash", "token": "389ed688", "next": "389ed688", "url": "/docs/static/note.389ed688.css", "nextURL": "/docs/static/note.389ed688.css", "size": 5, "sha256": "\(Shop.noteNow)", "bumped": "2024-05-01"}
      ]}

      """, "", 0)
    // What another program makes of it.
    let program = """
      import json, sys
      for asset in json.load(sys.stdin)["assets"]:
          print(asset["root"], asset["path"], asset["status"], asset["next"], asset["size"])
      """
    let read = try Command.run("python3", ["-c", program], input: result.output)
    expect(
      read,
      """
      static css/fresh.css fresh 02db0d26 6
      static css/site.css stale 74d94aed 16
      static fonts/gone.woff2 unreadable None None
      static img/new.png new 33d8344a 4
      static js/app.js stale 20240601 6
      static js/old.js missing None None
      static legal/terms.html stale None 8
      docs.static guide.html untracked None 6
      docs.static note.css fresh 389ed688 5

      """, "", 0)
  }

  @Test func projectWithoutAssets() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("static")
    expect(
      try Assetbump.run(["list"], in: folder),
      "STATUS  ASSET  STRATEGY  TOKEN  NEXT  URL  NEXT URL\n", "", 0)
    expect(
      try Assetbump.run(["list", "--json"], in: folder),
      "{\"format\": 1, \"assets\": []}\n", "", 0)
    expect(try Assetbump.run(["check"], in: folder), "", "0 assets\n", 0)
    expect(
      try Assetbump.run(["bump", "--all"], in: folder), "", "nothing to write\n", 0)
    #expect(folder.names() == ["static"])
  }
}
