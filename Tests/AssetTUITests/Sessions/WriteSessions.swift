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
       write   1 file   1 token changed
       left stale: vendor/lib.js needs a token (m)
       left outdated: 3 are not chosen: img/hero.png, js/app.js, js/old.js
       asset-versions.json  1 record
         css/app.css  9f596c35 → de1a2db4


       not written: permission denied: asset-versions.json (nothing changed) - make
       the file and its folder writable
       y write 1 file  Esc back  m type token  n N change  z whole diff  W wrap
      """)
    #expect(session.disk.text(of: "asset-versions.json") == (try Shop.versions()))
    session.disk.fail(.replace, "asset-versions.json", nil)
    session.press("y")
    session.expectLine(-2, " wrote 1 file: 1 token changed; 4 still outdated (u takes it back)")
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
       write   1 file   1 token changed
       left stale: vendor/lib.js needs a token (m)
       left outdated: 3 are not chosen: img/hero.png, js/app.js, js/old.js
       asset-versions.json  1 record
         css/app.css  9f596c35 → de1a2db4


       asset-versions.json changed on disk since it was read - r reads it again and
       keeps what is pending
       r read again  Esc back  m type token  n N change  z whole diff  W wrap
      """)
    #expect(session.disk.text(of: "asset-versions.json") == theirs)
    session.press("y")
    session.expectLine(-2, " press r to read it again first")
    session.press("r")
    session.expect(
      """
       write   1 file   1 token changed
       left new: vendor/lib.js needs a token (m)
       left outdated: 2 are not chosen: img/hero.png, js/app.js
       asset-versions.json  1 record
         css/app.css  9f596c35 → de1a2db4



       read again: asset-versions.json changed on disk
       y write 1 file  Esc back  m type token  n N change  z whole diff  W wrap
      """)
    session.press("y")
    session.expectLine(-2, " wrote 1 file: 1 token changed; 3 still outdated (u takes it back)")
    session.press("j")
    session.expectLine(
      3, "▌   css/print.css                        hash       60303ae2                  0")
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
       write   1 file   1 token changed
       left stale: vendor/lib.js needs a token (m)
       left outdated: 3 are not chosen: img/hero.png, js/app.js, js/old.js
       asset-versions.json  1 record
         css/app.css  9f596c35 → de1a2db4


       not written: static:css/app.css changed since it was read - r reads it again
       and keeps what is pending
       r read again  Esc back  m type token  n N change  z whole diff  W wrap
      """)
    #expect(session.disk.text(of: "asset-versions.json") == (try Shop.versions()))
    session.press("r y")
    session.expect(
      """
       written   1 file   1 token changed
       left stale: vendor/lib.js needs a token (m in the list)
       left outdated: 3 are not chosen (B in the list): img/hero.png, js/app.js, js/…

       g  copies the git commands, with a message that names the assets
       p  copies 2 URLs that changed, for a purge
       m  copies a summary in Markdown, for the pull request
       u  takes the write back, through its own diff
       wrote 1 file: 1 token changed; 4 still outdated (u takes it back)
       Esc list  g git  p URLs  m Markdown  u take back  q quit
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
       written   1 file   2 tokens: 1 changed, 1 removed
       left stale: vendor/lib.js needs a token (m in the list)
       left outdated: 2 are not chosen (B in the list): img/hero.png, js/app.js

       g  copies the git commands, with a message that names the assets
       p  copies 3 URLs that changed, for a purge
       m  copies a summary in Markdown, for the pull request
       u  takes the write back, through its own diff
       wrote 1 file: 2 tokens; 3 still outdated (u takes it back)
       Esc list  g git  p URLs  m Markdown  u take back  q quit
      """)
    session.press("j")
    session.expectLine(
      -2, " 2 pending ━━━━━━──── 2/3   1 needs a token: m   Reading references         2/5")
    // What was left is where the way back ends; one step further is the write itself.
    session.press("x u u")
    session.expectLine(0, " undo   1 file   2 tokens: 1 changed, 1 added")
    #expect(session.state.pending.count == 2)
  }

  @Test("a choice that could not be written yet stays pending")
  func leftStays() throws {
    let session = try Shop.session()
    session.press("b j j < G # > w")
    session.expect(
      """
       write   1 file   1 token changed
       left stale: vendor/lib.js needs a token (m)
       left outdated: 3 are not chosen: img/hero.png, js/app.js, js/old.js
       not written yet: img/hero.png: its strategy is recorded with its first token
       asset-versions.json  1 record
         css/app.css  9f596c35 → de1a2db4



       y write 1 file  Esc back  m type token  n N change  z whole diff  W wrap
      """)
    session.press("y")
    session.expectLine(-2, " wrote 1 file: 1 token changed; 4 still outdated (u takes it back)")
    session.press("k")
    session.expectLine(
      -2, " 2 pending ────────── 0/4   1 needs a token: m                              5/6")
    session.expectLine(
      4, "  N+img/hero.png                         date              - → 20260822       0")
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
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 1 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       1 pending change is not written
       w review  d discard and quit  Esc stay
      """)
    session.press("q j Enter")
    #expect(session.ending == nil)
    session.press("Esc")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 1 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       1 pending ━━──────── 1/5                                                   1/6
       w review 1  B bump all  x drop  u undo  Space mark  / filter    ? help  q quit
      """)
    session.press("^C w")
    session.expectLine(0, " write   1 file   1 token changed")
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
