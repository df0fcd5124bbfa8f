import TestSupport
import Testing
import Values

@Suite struct CheckTests {
  @Test func everyStatus() throws {
    let shop = try Shop()
    expect(
      try shop.run("check"),
      """
      error: static:css/site.css: stale: bytes changed since 2708d73b was given on 2024-05-01 - assetbump bump static:css/site.css
      error: static:fonts/gone.woff2: unreadable: a symbolic link to nothing - mend it, or add it to ignore in the settings
      warning: static:img/new.png: new: not recorded, it is served without a token - assetbump bump static:img/new.png
      error: static:js/app.js: stale: bytes changed since 20240501 was given on 2024-05-01 - assetbump bump static:js/app.js
      warning: static:js/old.js: missing: recorded as 20240501, but there is no such file - bring it back, or drop its record: assetbump bump static:js/old.js
      error: static:legal/terms.html: stale: bytes changed since v1 was given on 2024-05-01 - assetbump bump --token TOKEN static:legal/terms.html

      """,
      "9 assets: 2 fresh, 3 stale, 1 new, 1 untracked, 1 missing, 1 unreadable\n", 1)
    #expect(shop.versions == Shop.versions)
  }

  @Test func json() throws {
    let result = try Shop().run("check", "--json")
    expect(
      result,
      """
      {"format": 1, "findings": [
        {"severity": "error", "kind": "stale", "root": "static", "path": "css/site.css", "file": null, "line": null, "column": null, "message": "bytes changed since 2708d73b was given on 2024-05-01", "next": "assetbump bump static:css/site.css"},
        {"severity": "error", "kind": "unreadable", "root": "static", "path": "fonts/gone.woff2", "file": null, "line": null, "column": null, "message": "a symbolic link to nothing", "next": "mend it, or add it to ignore in the settings"},
        {"severity": "warning", "kind": "new", "root": "static", "path": "img/new.png", "file": null, "line": null, "column": null, "message": "not recorded, it is served without a token", "next": "assetbump bump static:img/new.png"},
        {"severity": "error", "kind": "stale", "root": "static", "path": "js/app.js", "file": null, "line": null, "column": null, "message": "bytes changed since 20240501 was given on 2024-05-01", "next": "assetbump bump static:js/app.js"},
        {"severity": "warning", "kind": "missing", "root": "static", "path": "js/old.js", "file": null, "line": null, "column": null, "message": "recorded as 20240501, but there is no such file", "next": "bring it back, or drop its record: assetbump bump static:js/old.js"},
        {"severity": "error", "kind": "stale", "root": "static", "path": "legal/terms.html", "file": null, "line": null, "column": null, "message": "bytes changed since v1 was given on 2024-05-01", "next": "assetbump bump --token TOKEN static:legal/terms.html"}
      ]}

      """, "", 1)
    let program = """
      import json, sys
      for finding in json.load(sys.stdin)["findings"]:
          print(finding["severity"], finding["kind"], finding["path"], finding["line"])
      """
    let read = try Command.run("python3", ["-c", program], input: result.output)
    expect(
      read,
      """
      error stale css/site.css None
      error unreadable fonts/gone.woff2 None
      warning new img/new.png None
      error stale js/app.js None
      warning missing js/old.js None
      error stale legal/terms.html None

      """, "", 0)
  }

  /// Untracked assets and notes are no findings that count.
  @Test func cleanProject() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "[[root]]\npaths = [\"static\", \"theme\"]\ntokens = \"literal\"\n", to: "assetbump.toml")
    try folder.write("a", to: "static/a.css")
    try folder.write("b", to: "theme/a.css")
    let path = VisibleText.of(folder.path)
    expect(
      try Assetbump.run(["check"], in: folder),
      "note: static:a.css: shadowed: \(path)/theme/a.css is hidden by \(path)/static/a.css\n",
      "1 asset: 1 untracked\n", 0)
    expect(
      try Assetbump.run(["check", "--json"], in: folder),
      """
      {"format": 1, "findings": [
        {"severity": "note", "kind": "shadowed", "root": "static", "path": "a.css", "file": null, "line": null, "column": null, "message": "\(path)/theme/a.css is hidden by \(path)/static/a.css", "next": null}
      ]}

      """, "", 0)
  }

  @Test func recordsOfARootThatTheSettingsDoNotName() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("static")
    try folder.write(
      """
      {
        "format": 1,
        "assets": {
          "blog.static": {
      \(Shop.note)
          }
        }
      }

      """, to: "asset-versions.json")
    expect(
      try Assetbump.run(["check"], in: folder),
      "warning: unknown-root: the versions file has records of root \"blog.static\", which the settings do"
        + " not name - add a [[root]] of that name to assetbump.toml (assetbump init writes one),"
        + " or take its records out\n",
      "0 assets\n", 1)
  }
}
