import AssetTUI
import Disk
import Screen
import TestSupport
import Testing
import Values

@Suite("Sessions: writes that fail, and leaving")
struct WriteSessions {
  @Test("a write that is not permitted changes nothing and keeps what is pending")
  func notPermitted() throws {
    let session = try Shop.session()
    session.disk.fail(.replace, "asset-versions.json", .permissionDenied)
    session.press("b w y")
    session.expect(
      """
       write  asset-versions.json
       1 token changes, 0 added, 0 removed
       css/app.css  9f596c35 -> de1a2db4
      --- a/asset-versions.json
      +++ b/asset-versions.json
      @@ -2,7 +2,7 @@
         "format": 1,
       not written: permission denied: asset-versions.json (nothing changed) - make
       the file and its folder writable
       y write  Esc back  j k scroll  ] [ part  Left Right sideways  r read again
      """)
    #expect(session.disk.text(of: "asset-versions.json") == (try Shop.versions()))
    session.disk.fail(.replace, "asset-versions.json", nil)
    session.press("y")
    session.expectLine(
      -2, " wrote asset-versions.json: 1 token, 0 added, 0 removed (u takes it back)")
  }

  @Test(
    "a versions file that changed on disk is not overwritten; r reads it and keeps what is pending")
  func changed() throws {
    let session = try Shop.session()
    session.press("b w")
    let theirs = try Self.theirs()
    session.disk.write(theirs, to: "asset-versions.json")
    session.press("y")
    session.expect(
      """
       write  asset-versions.json
       1 token changes, 0 added, 0 removed
       css/app.css  9f596c35 -> de1a2db4
      --- a/asset-versions.json
      +++ b/asset-versions.json
      @@ -2,7 +2,7 @@
         "format": 1,
       asset-versions.json changed on disk since it was read - r reads it again and
       keeps what is pending
       y write  Esc back  j k scroll  ] [ part  Left Right sideways  r read again
      """)
    #expect(session.disk.text(of: "asset-versions.json") == theirs)
    session.press("y")
    session.expectLine(-2, " press r to read it again first")
    session.press("r")
    session.expect(
      """
       write  asset-versions.json
       1 token changes, 0 added, 0 removed
       css/app.css  9f596c35 -> de1a2db4
      --- a/asset-versions.json
      +++ b/asset-versions.json
      @@ -2,7 +2,7 @@
         "format": 1,
         "assets": {
       read again: asset-versions.json changed on disk
       y write  Esc back  j k scroll  ] [ part  Left Right sideways  r read again
      """)
    session.press("y")
    session.expectLine(
      -2, " wrote asset-versions.json: 1 token, 0 added, 0 removed (u takes it back)")
    session.press("j")
    session.expectLine(
      3, ">   css/print.css                      hash      60303ae2                    0")
  }

  /// The versions file as someone else wrote it meanwhile.
  private static func theirs() throws -> String {
    Make.versions([
      "css/app.css": try Make.record("9f596c35", for: "app css 1"),
      "css/print.css": try Make.record("60303ae2", for: "print css", bumped: "20260821"),
      "js/app.js": try Make.record("20260711", for: "app js 1"),
    ])
  }

  @Test("a versions file that is broken when r reads it is an error on the write screen")
  func broken() throws {
    let session = try Shop.session()
    session.press("b w")
    session.disk.write("{", to: "asset-versions.json")
    session.press("y r")
    session.expectLine(
      -3, #" asset-versions.json:1:2: expected '"' or '}' but found the end of the file -"#)
    session.expectLine(-2, " mend it there, or take the file from version control again")
    session.press("y")
    session.expectLine(-2, " press r to read it again first")
    #expect(session.state.pending.count == 1)
    #expect(session.disk.text(of: "asset-versions.json") == "{")
  }

  @Test("an asset that changed since it was read is not given the old bytes' token")
  func assetChanged() throws {
    let session = try Shop.session()
    session.press("b w")
    session.disk.write("app css 3", to: "static/css/app.css")
    session.press("y")
    session.expect(
      """
       write  asset-versions.json
       1 token changes, 0 added, 0 removed
       css/app.css  9f596c35 -> de1a2db4
      --- a/asset-versions.json
      +++ b/asset-versions.json
      @@ -2,7 +2,7 @@
         "format": 1,
       not written: static:css/app.css changed since it was read - r reads it again
       and keeps what is pending
       y write  Esc back  j k scroll  ] [ part  Left Right sideways  r read again
      """)
    #expect(session.disk.text(of: "asset-versions.json") == (try Shop.versions()))
    session.press("r y")
    session.expect(
      """
       assetbump  shop              [1 All] 2 Stale  3 Pending  4 Marked  5 Findings
          PATH                               STRATEGY  TOKEN      NEXT          REFS
      >   css/app.css                        hash      354a80e6                    0
          css/print.css                      hash      89071a78                    0
        N img/hero.png                       hash      -          ae6c79d1         0
        S js/app.js                          date      20260711   20260822         0
        M js/old.js                          date      20250101   (gone)           0
        S vendor/lib.js                      manual    v2         (type one)       0
       wrote asset-versions.json: 1 token, 0 added, 0 removed (u takes it back)
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
  }

  @Test("an asset that is gone since it was read stops the write")
  func assetGone() throws {
    let session = try Shop.session()
    session.press("b w")
    session.disk.remove("static/css/app.css")
    session.press("y")
    session.expectLine(
      7, " not written: no such file: static:css/app.css - r reads it again and keeps")
    session.expectLine(8, " what is pending")
  }

  @Test("what follows while the write is under way stays pending")
  func followWhileWriting() throws {
    let session = try Shop.session(holding: true)
    session.deliver(3)
    session.press("B w y")
    session.deliver()
    session.expect(
      """
       assetbump  shop              [1 All] 2 Stale  3 Pending  4 Marked  5 Findings
          PATH                               STRATEGY  TOKEN      NEXT          REFS
      >   css/app.css                        hash      de1a2db4
          css/print.css                      hash      89071a78
        N+img/hero.png                       hash      -          ae6c79d1
        S+js/app.js                          date      20260711   20260822
        S vendor/lib.js                      manual    v2         (type one)

       wrote asset-versions.json: 1 token, 0 added, 1 removed (u takes it back)
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
    session.press("j")
    session.expectLine(
      -2, " 3 stale  2 pending   Reading references                              2/5   25%")
    // What was left is where the way back ends; one step further is the write itself.
    session.press("x u u")
    session.expectLine(0, " undo  asset-versions.json")
    #expect(session.state.pending.count == 2)
  }

  @Test("a choice that could not be written yet stays pending")
  func leftStays() throws {
    let session = try Shop.session()
    session.press("b j j Left G h Right w")
    session.expect(
      """
       write  asset-versions.json
       1 token changes, 0 added, 0 removed
       left as it is: vendor/lib.js: its strategy is manual, it needs a token typed …
       not written yet: img/hero.png: its strategy is recorded with its first token
       css/app.css  9f596c35 -> de1a2db4
      --- a/asset-versions.json
      +++ b/asset-versions.json
      @@ -2,7 +2,7 @@
       line 1-4 of 12
       y write  Esc back  j k scroll  ] [ part  Left Right sideways  r read again
      """)
    session.press("y")
    session.expectLine(
      -3, " wrote asset-versions.json: 1 token, 0 added, 0 removed, 1 left (u takes it")
    session.expectLine(-2, " back)")
    session.press("k")
    session.expectLine(
      -2, " 4 stale  2 pending                                                   5/6   80%")
    session.expectLine(
      4, "  N+img/hero.png                       date      -          20260822         0")
  }

  @Test("q leaves at once with nothing pending, and asks otherwise")
  func quitGuard() throws {
    let plain = try Shop.session()
    plain.press("q")
    #expect(plain.ending == .done)

    let session = try Shop.session()
    session.press("b q")
    session.expect(
      """
       assetbump  shop              [1 All] 2 Stale  3 Pending  4 Marked  5 Findings
          PATH                               STRATEGY  TOKEN      NEXT          REFS
      > S+css/app.css                        hash      9f596c35   de1a2db4         0
          css/print.css                      hash      89071a78                    0
        N img/hero.png                       hash      -          ae6c79d1         0
        S js/app.js                          date      20260711   20260822         0
        M js/old.js                          date      20250101   (gone)           0
        S vendor/lib.js                      manual    v2         (type one)       0
       1 pending change is not written
       w review  d discard and quit  Esc stay
      """)
    session.press("q j Enter")
    #expect(session.ending == nil)
    session.press("Esc")
    session.expect(
      """
       assetbump  shop              [1 All] 2 Stale  3 Pending  4 Marked  5 Findings
          PATH                               STRATEGY  TOKEN      NEXT          REFS
      > S+css/app.css                        hash      9f596c35   de1a2db4         0
          css/print.css                      hash      89071a78                    0
        N img/hero.png                       hash      -          ae6c79d1         0
        S js/app.js                          date      20260711   20260822         0
        M js/old.js                          date      20250101   (gone)           0
        S vendor/lib.js                      manual    v2         (type one)       0
       5 stale  1 pending                                                   1/6    0%
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
    session.press("^C w")
    session.expectLine(0, " write  asset-versions.json")
    session.press("q q d")
    #expect(session.ending == .done)
    #expect(session.disk.text(of: "asset-versions.json") == (try Shop.versions()))
  }

  @Test("signals and a lost terminal end the program as they are")
  func signals() throws {
    let cases: [(InputEvent, Ending)] = [(.terminate(15), .signal(15)), (.hangup, .hangup)]
    for (event, ending) in cases {
      let session = try Shop.session()
      session.press("b w")
      session.send(.input(event))
      #expect(session.ending == ending)
    }
  }

  @Test("^L, ^Z, % and fg are the terminal's part")
  func terminal() throws {
    let session = try Shop.session()
    session.press("^L ^Z %")
    session.expectLine(-2, " mouse on")
    session.press("%")
    session.expectLine(-2, " mouse off")
    session.send(.input(.resumed))
    #expect(session.terminalEffects == [.redraw, .suspend, .mouse(true), .mouse(false), .redraw])
  }
}
