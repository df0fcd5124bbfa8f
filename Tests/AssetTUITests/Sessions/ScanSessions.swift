import AssetCore
import AssetTUI
import Disk
import Screen
import TestSupport
import Testing
import Values

@Suite("Sessions: scans")
struct ScanSessions {
  @Test("rows stream in, then their statuses")
  func streaming() throws {
    let session = try Shop.session(holding: true)
    session.expect(
      """
       assetbump  shop       1 All 0 2 Outdated 0 3 Pending 0 4 Marked 0 5 Findings 0
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        Scanning static/ … 0 files (Esc stops)





       Scanning 0 files                                                           0/0
       / filter                                                        ? help  q quit
      """)
    session.deliver(1)
    session.expectLine(2, "  Scanning static/ … 5 files (Esc stops)")
    session.deliver(1)
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 1 3 Pending 0 4 Marked 0 5 Findings 1
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ ? css/app.css                          hash       9f596c35
        ? css/print.css                        hash       89071a78
        ? img/hero.png                         hash              -
        ? js/app.js                            date       20260711
        M js/old.js                            date       20250101 → (gone)
        ? vendor/lib.js                        manual           v2
       1 outdated   Hashing ────────── 0/5                                        1/6
       B bump all  Space mark  / filter  Enter page  c copy            ? help  q quit
      """)
    session.deliver(2)
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 2 3 Pending 0 4 Marked 0 5 Findings 2
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S css/app.css                          hash       9f596c35 → de1a2db4
          css/print.css                        hash       89071a78
        ? img/hero.png                         hash              -
        ? js/app.js                            date       20260711
        M js/old.js                            date       20250101 → (gone)
        ? vendor/lib.js                        manual           v2
       2 outdated   Hashing ━━━━────── 2/5                                        1/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.deliver()
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S css/app.css                          hash       9f596c35 → de1a2db4
          css/print.css                        hash       89071a78
        N img/hero.png                         hash              - → ae6c79d1
        S js/app.js                            date       20260711 → 20260822
        M js/old.js                            date       20250101 → (gone)
       !S vendor/lib.js                        manual           v2 → type one
       5 outdated   Reading references                                            1/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
  }

  @Test("B while assets are unread: they follow by themselves, u takes all of it back")
  func follow() throws {
    let session = try Shop.session(holding: true)
    session.deliver(3)
    session.press("B")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 2 3 Pending 2 4 Marked 0 5 Findings 2
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4
        ? css/print.css                        hash       89071a78
        ? img/hero.png                         hash              -
        ? js/app.js                            date       20260711
        M+js/old.js                            date       20250101 → (gone)
        ? vendor/lib.js                        manual           v2
       2 pending (4 to follow) ━━━━━━━━━━ 2/2   Hashing ━━──────── 1/5            1/6
       w review 2  x drop  u undo  Space mark  / filter  Enter page    ? help  q quit
      """)
    session.press("w")
    session.expect(
      """
       write   1 file   2 tokens: 1 changed, 1 removed
       left unread: 4 assets are not read yet
       4 assets still being read will follow
       asset-versions.json  2 records
         css/app.css  9f596c35 → de1a2db4
         js/old.js    20250101 → (gone)



       y write 1 file  Esc back  n N change  z whole diff  W wrap  / search
      """)
    session.deliver()
    session.expectLine(1, " left stale: vendor/lib.js needs a token (m)")
    session.press("Esc")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 4 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4
          css/print.css                        hash       89071a78
        N+img/hero.png                         hash              - → ae6c79d1
        S+js/app.js                            date       20260711 → 20260822
        M+js/old.js                            date       20250101 → (gone)
       !S vendor/lib.js                        manual           v2 → type one
       4 pending ━━━━━━━━── 4/5   Reading references                              1/6
       w review 4  x drop  u undo  Space mark  / filter  Enter page    ? help  q quit
      """)
    session.press("u")
    session.expectLine(-2, " undo: bump of 6 assets")
    #expect(session.state.pending.count == 0)
    session.press("^R")
    #expect(session.state.pending.count == 4)
  }

  @Test("B before anything is read can be undone too")
  func followAll() throws {
    let session = try Shop.session(holding: true)
    session.deliver(2)
    session.press("j j j j x k k k k B u ^R")
    session.deliver()
    #expect(session.state.pending.count == 4)
    session.press("u")
    #expect(session.state.pending.count == 0)
  }

  @Test("what follows by itself is not lost when a later change is undone")
  func followThenUndo() throws {
    let session = try Shop.session(holding: true)
    session.deliver(2)
    session.press("B j >")
    session.deliver()
    session.expectLine(
      -2, " 5 pending ━━━━━━━━── 4/5   Reading references                              2/6")
    session.press("u")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 4 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S+css/app.css                          hash       9f596c35 → de1a2db4
      ▌   css/print.css                        hash       89071a78
        N+img/hero.png                         hash              - → ae6c79d1
        S+js/app.js                            date       20260711 → 20260822
        M+js/old.js                            date       20250101 → (gone)
       !S vendor/lib.js                        manual           v2 → type one
       undo: strategy of 1 asset
       w review 4  u undo  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    #expect(session.state.pending.count == 4)
  }

  @Test("u before they are read calls back those that were to follow")
  func undoBeforeRead() throws {
    let session = try Shop.session(holding: true)
    session.deliver(2)
    session.press("B u")
    session.deliver()
    #expect(session.state.pending.count == 0)
  }

  @Test("in view 2, too, B is followed by what is not read yet")
  func followInView() throws {
    let session = try Shop.session(holding: true)
    session.deliver(2)
    session.press("2 B")
    session.deliver()
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 4 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S+css/app.css                          hash       9f596c35 → de1a2db4
        N+img/hero.png                         hash              - → ae6c79d1
        S+js/app.js                            date       20260711 → 20260822
      ▌ M+js/old.js                            date       20250101 → (gone)
       !S vendor/lib.js                        manual           v2 → type one

       4 pending ━━━━━━━━── 4/5   Reading references                              4/5
       w review 4  x drop  u undo  Space mark  / filter  Enter page    ? help  q quit
      """)
  }

  @Test("view 3 shows what follows as it comes")
  func followInPendingView() throws {
    let session = try Shop.session(holding: true)
    session.deliver(2)
    session.press("B 3")
    session.deliver(1)
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 2 3 Pending 2 4 Marked 0 5 Findings 2
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S+css/app.css                          hash       9f596c35 → de1a2db4
      ▌ M+js/old.js                            date       20250101 → (gone)




       2 pending (4 to follow) ━━━━━━━━━━ 2/2   Hashing ━━──────── 1/5            2/2
       w review 2  x drop  u undo  Space mark  / filter  Enter page    ? help  q quit
      """)
  }

  @Test("a scan stopped by Esc keeps what is known, and those that were to follow wait")
  func stop() throws {
    let session = try Shop.session(holding: true)
    session.deliver(3)
    session.press("B Esc")
    session.deliver()
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 2 3 Pending 2 4 Marked 0 5 Findings 6
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4
        ? css/print.css                        hash       89071a78
        ? img/hero.png                         hash              -
        ? js/app.js                            date       20260711
        M+js/old.js                            date       20250101 → (gone)
        ? vendor/lib.js                        manual           v2
       scan stopped: what is known is kept, R reads everything again
       w review 2  x drop  u undo  Space mark  / filter  Enter page    ? help  q quit
      """)
    session.press("w")
    session.expectLine(2, " 4 assets were not read and are left: R reads them")
    session.press("Esc R")
    session.deliver()
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 4 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4
          css/print.css                        hash       89071a78
        N+img/hero.png                         hash              - → ae6c79d1
        S+js/app.js                            date       20260711 → 20260822
        M+js/old.js                            date       20250101 → (gone)
       !S vendor/lib.js                        manual           v2 → type one
       4 pending ━━━━━━━━── 4/5   Reading references                              1/6
       w review 4  x drop  u undo  Space mark  / filter  Enter page    ? help  q quit
      """)
  }

  @Test("a scan stopped before anything is listed says so")
  func stopListing() throws {
    let session = try Shop.session(holding: true)
    session.deliver(1)
    session.press("Esc")
    session.deliver()
    session.expect(
      """
       assetbump  shop       1 All 0 2 Outdated 0 3 Pending 0 4 Marked 0 5 Findings 0
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        nothing is read yet - R reads static/





       scan stopped: what is known is kept, R reads everything again
       / filter                                                        ? help  q quit
      """)
  }

  @Test("R reads again: cursor, marks and pending stay, changed files are named")
  func rescan() throws {
    let session = try Shop.session()
    session.press("b j j Space k k")
    session.disk.write("print CSS", to: "static/css/print.css")
    session.disk.write("", to: "static/a.css")
    session.press("R")
    session.expect(
      """
       assetbump  shop       1 All 7 2 Outdated 7 3 Pending 1 4 Marked 1 5 Findings 7
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        N a.css                                hash              - → e3b0c442       0
        S+css/app.css                          hash       9f596c35 → de1a2db4       0
      ▌ S css/print.css                        hash       89071a78 → c6c1bd13       0
       *N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       css/print.css changed on disk
       w review 1  B bump all  b bump  u undo  Space mark  / filter    ? help  q quit
      """)
    session.press("j")
    session.expectLine(
      -2, " 1 marked   1 pending ━───────── 1/7                                        4/7")
  }

  @Test("a file that changed its size is named too, and several are counted")
  func changedSize() throws {
    let session = try Shop.session()
    session.disk.write("print css, longer", to: "static/css/print.css")
    session.press("R")
    session.expectLine(-2, " css/print.css changed on disk")
    session.disk.write("print css", to: "static/css/print.css")
    session.disk.write("hero 2", to: "static/img/hero.png")
    session.press("R")
    session.expectLine(-2, " 2 assets changed on disk")
  }

  @Test("coming back to the window reads again")
  func focus() throws {
    let session = try Shop.session()
    session.disk.write("print CSS", to: "static/css/print.css")
    session.send(.input(.focus(false)))
    session.expectLine(
      3, "    css/print.css                        hash       89071a78                  0")
    session.send(.input(.focus(true)))
    session.expectLine(-2, " css/print.css changed on disk")
  }

  @Test("what an earlier scan still says is dropped")
  func earlierScan() throws {
    let session = try Shop.session(holding: true)
    session.send(.found(99, scan: 7))
    session.send(.scanFailed(ProjectFailure("old news"), scan: 0))
    session.expectLine(
      -2, " Scanning 0 files                                                           0/0")
  }

  @Test("an asset that cannot be read any more is unreadable, and says why")
  func unreadable() throws {
    let session = try Shop.session()
    session.disk.fail(.digest, "static/css/app.css", .permissionDenied)
    session.press("R")
    session.expectLine(
      2, "▌!E css/app.css                          hash       9f596c35                  0")
    session.press("b")
    session.expectLine(-2, " css/app.css: permission denied")
  }

  @Test("a versions file that is broken stops the scan with its reason, and nothing is lost")
  func broken() throws {
    let session = try Shop.session()
    session.press("b")
    session.disk.write("{", to: "asset-versions.json")
    session.press("R")
    session.expect(
      """
       assetbump  shop       1 All ? 2 Outdated ? 3 Pending 1 4 Marked 0 5 Findings ?
        asset-versions.json:1:2: expected '"' or '}' but found the end of the file -
        mend it there, or take the file from version control again

        e opens asset-versions.json in your editor
        R reads everything again
        what is pending is kept

       cannot be read
       e edit  R read again                                            ? help  q quit
      """)
    #expect(session.state.pending.count == 1)
  }

  @Test("a folder without assets says where to look")
  func empty() throws {
    let disk = MemoryFileSystem(
      ["assetbump.toml": "versions = \"v.json\"\n"], workingFolder: "/shop")
    disk.makeFolder("static")
    let session = try Session(disk)
    session.expect(
      """
       assetbump  shop       1 All 0 2 Outdated 0 3 Pending 0 4 Marked 0 5 Findings 0
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        no assets in static/
        R looks again; its folders stand in assetbump.toml




       nothing is outdated                                                        0/0
       / filter                                                        ? help  q quit
      """)
    disk.write("x", to: "static/x.css")
    session.press("R")
    session.expectLine(
      2, "▌ N x.css                                hash              - → 2d711642       0")
  }

  @Test("a static root that is gone is an error with what to do")
  func rootGone() throws {
    let session = try Shop.session(
      settings: "\n[[root]]\nname = \"static\"\npaths = [\"public\"]\n")
    session.expect(
      """
       assetbump  shop       1 All ? 2 Outdated ? 3 Pending 0 4 Marked 0 5 Findings ?
        static root "static": no such folder: public - create it, or correct its
        paths in assetbump.toml


        R reads everything again


       cannot be read
       R read again                                                    ? help  q quit
      """)
  }
}
