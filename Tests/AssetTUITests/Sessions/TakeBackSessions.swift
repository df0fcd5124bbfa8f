import AssetTUI
import Disk
import Screen
import TestSupport
import Testing
import Values

@Suite("Sessions: taking a write back")
struct TakeBackSessions {
  @Test("u after a write shows the way back, y goes it")
  func takeBack() throws {
    let session = try Shop.session()
    session.press("B w y")
    #expect(session.disk.text(of: "asset-versions.json") != (try Shop.versions()))
    session.press("u")
    session.expect(
      """
       undo   1 file   4 tokens: 2 changed, 1 added, 1 removed
       asset-versions.json  4 records
         css/app.css   de1a2db4 → 9f596c35
         img/hero.png  ae6c79d1 → -
         js/app.js     20260822 → 20260711
         js/old.js            - → 20250101



       y take back  Esc back  n N change  z whole diff  W wrap  / search
      """)
    session.press("Enter")
    session.expectLine(-2, " press y to take it back")
    session.press("y")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 4 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N+img/hero.png                         hash              - → ae6c79d1       0
        S+js/app.js                            date       20260711 → 20260822       0
        M+js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       took back: 4 tokens: 2 changed, 1 added, 1 removed
       w review 4  m type token  x drop  u undo  Space mark  / filter  ? help  q quit
      """)
    #expect(session.disk.text(of: "asset-versions.json") == (try Shop.versions()))
    session.press("u")
    session.expectLine(-2, " undo: bump of 4 assets, taken back")
  }

  @Test("changes chosen since are undone first")
  func pendingFirst() throws {
    let session = try Shop.session()
    session.press("b w y j j b u")
    session.expectLine(-2, " undo: bump of 1 asset")
    session.press("^R u u")
    session.expectLine(0, " undo   1 file   1 token changed")
    session.press("Esc b u u y")
    session.expectLine(-2, " took back: 1 token changed")
    #expect(session.disk.text(of: "asset-versions.json") == (try Shop.versions()))
  }

  @Test("a versions file that changed since is left as it is")
  func changed() throws {
    let session = try Shop.session()
    session.press("b w y u")
    let theirs = Make.versions(["css/app.css": try Make.record("x", for: "app css 2")])
    session.disk.write(theirs, to: "asset-versions.json")
    session.press("y")
    session.expectLine(
      -2, " not taken back: asset-versions.json changed on disk since it was written")
    session.press("y")
    session.expectLine(-2, " it cannot be taken back: Esc leaves it")
    session.press("r Esc")
    session.expectLine(
      -2, " 4 outdated   1 needs a token: m                                            1/6")
    #expect(session.disk.text(of: "asset-versions.json") == theirs)
  }

  @Test("what cannot be written is not taken back, and can be tried again")
  func notPermitted() throws {
    let session = try Shop.session()
    session.press("b w y u")
    session.disk.fail(.replace, "asset-versions.json", .permissionDenied)
    session.press("y")
    session.expectLine(
      -3, " not written: permission denied: asset-versions.json (nothing changed) - make")
    session.expectLine(-2, " the file and its folder writable")
    session.disk.fail(.replace, "asset-versions.json", nil)
    session.press("y")
    session.expectLine(-2, " took back: 1 token changed")
  }

  @Test("an asset that changed meanwhile does not stand in the way")
  func assetChanged() throws {
    let session = try Shop.session()
    session.press("b w y u")
    session.disk.write("app css 3", to: "static/css/app.css")
    session.press("y")
    #expect(session.disk.text(of: "asset-versions.json") == (try Shop.versions()))
  }

  @Test("a versions file that the write made is for the person to remove")
  func made() throws {
    let session = try Session(MemoryFileSystem(["static/a.css": "a"], workingFolder: "/shop"))
    session.press("B w y")
    session.expectLine(-2, " wrote 1 file: 1 token added; nothing is left outdated")
    session.press("u")
    session.expectLine(
      -2, " nothing to take back to: the write made asset-versions.json, remove it by hand")
  }
}
