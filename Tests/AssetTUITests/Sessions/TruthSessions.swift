import Planning
import Screen
import TestSupport
import Testing

@testable import AssetTUI

@Suite("Sessions: what is outdated, what will be written, what will be left")
struct TruthSessions {
  @Test("a filter leaves the rest outdated, and that is said before the write and after it")
  func filtered() throws {
    let session = try Shop.session(rows: 14)
    session.press("/")
    session.type("css")
    session.press("Enter B w")
    session.expect(
      """
       write   1 file   1 token changed
       left stale: vendor/lib.js needs a token (m)
       left outdated: 3 are outside the filter (Esc): img/hero.png, js/app.js, js/ol…
       asset-versions.json  1 record
         css/app.css  9f596c35 → de1a2db4








       y write 1 file  Esc back  m type token  n N change  z whole diff  W wrap
      """)
    session.press("y")
    session.expectLine(-2, " wrote 1 file: 1 token changed; 4 still outdated (u takes it back)")
  }

  @Test("a manual asset is named before the write and after it, and m opens it from anywhere")
  func untyped() throws {
    let session = try Shop.session(rows: 14)
    session.press("B")
    session.expectLine(-2, " 4 pending, 1 manual asset needs its token: vendor/lib.js (m)")
    session.press("g")
    session.expectLine(
      -2, " 4 pending ━━━━━━━━── 4/5   1 needs a token: m                              1/6")
    session.press("m")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 4 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
           ┌─ Manual token for vendor/lib.js ───────────────────────────────────┐
           │ token                                                              │
           │        A-Z a-z 0-9 . _ ~ -     1 to 64 characters   Up: v3         │
           │ /static/vendor/lib.js?v=v2                                         │
           └────────────────────────────────────────────────────────────────────┘



       4 pending ━━━━━━━━── 4/5   1 needs a token: m                              1/6
       Enter apply  Esc close, keep text  Up likely ones  ^U empty
      """)
    // Tab gives the token to the row under the cursor instead, and back.
    session.press("Tab")
    session.expectLine(
      4, "     ┌─ Manual token for css/app.css ─────────────────────────────────────┐")
    session.press("Tab Up")
    session.expectLine(
      5, "     │ token  v3                                                          │")
    session.press("Enter")
    session.expectLine(-2, " vendor/lib.js: now by hand, v3")
    session.press("w y")
    session.expectLine(-3, "")
    session.expectLine(-2, " wrote 1 file: 5 tokens; nothing is left outdated (u takes it back)")
    session.press("m")
    session.expectLine(4, "")
  }

  @Test("m on the write screen types the token that is missing, and leads back")
  func typedFromWriteScreen() throws {
    let session = try Shop.session(rows: 16)
    session.press("B w m")
    session.expectLine(
      5, "     ┌─ Manual token for vendor/lib.js ───────────────────────────────────┐")
    session.type("v3")
    session.press("Enter")
    session.expect(
      """
       write   1 file   5 tokens: 3 changed, 1 added, 1 removed
       nothing is left outdated
       asset-versions.json  5 records
         css/app.css    9f596c35 → de1a2db4
         img/hero.png          - → ae6c79d1
         js/app.js      20260711 → 20260822
         js/old.js      20250101 → (gone)
         vendor/lib.js        v2 → v3







       y write 1 file  Esc back  n N change  z whole diff  W wrap  / search
      """)
    session.press("y")
    session.expectLine(-3, "")
    session.expectLine(-2, " wrote 1 file: 5 tokens; nothing is left outdated (u takes it back)")
  }

  @Test("what cannot be read counts as outdated, stands in view 2, and B says it")
  func unreadable() throws {
    let disk = try Shop.disk()
    disk.make(.fifo, at: "static/img/pipe.png")
    let session = try Session(disk, rows: 12)
    session.press("2 B")
    session.expect(
      """
       assetbump  shop       1 All 7 2 Outdated 6 3 Pending 4 4 Marked 0 5 Findings 6
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4       0
        N+img/hero.png                         hash              - → ae6c79d1       0
       !E img/pipe.png                         hash              -                  0
        S+js/app.js                            date       20260711 → 20260822       0
        M+js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0


       4 pending, 1 manual asset needs its token: vendor/lib.js (m), 1 cannot be read
       w review 4  m type token  x drop  u undo  Space mark  / filter  ? help  q quit
      """)
    session.press("w y")
    session.expectLine(-2, " wrote 1 file: 4 tokens; 2 still outdated (u takes it back)")
  }

  @Test("a write that leaves nothing says so")
  func nothingLeft() throws {
    let session = try Shop.session(rows: 14)
    session.press("B m")
    session.type("v3")
    session.press("Enter w")
    session.expectLine(2, " asset-versions.json  5 records")
    session.press("y")
    session.expectLine(-3, "")
    session.expectLine(-2, " wrote 1 file: 5 tokens; nothing is left outdated (u takes it back)")
  }

  @Test("a broken versions file keeps the list's place until it is mended, whatever the keys")
  func brokenVersions() throws {
    let session = try Shop.session(rows: 20)
    session.press("b")
    let text = try Shop.versions()
    session.disk.write(
      text.replacing("\"token\": \"89071a78\"", with: "\"token\" \"89071a78\""),
      to: "asset-versions.json")
    session.press("R")
    session.expect(
      """
       assetbump  shop       1 All ? 2 Outdated ? 3 Pending 1 4 Marked 0 5 Findings ?
        asset-versions.json:6:33: expected ':' but found '"' - mend it there, or take
        the file from version control again

             3    "assets": {
             4      "static": {
             5        "css/app.css": {"token": "9f596c35", "sha256": "9f596c35710887…
        >    6        "css/print.css": {"token" "89071a78", "sha256": "89071a7850d75…
             7        "js/app.js": {"token": "20260711", "sha256": "4e1cfbbfbae56f98…
             8        "js/old.js": {"token": "20250101", "sha256": "e619829a5c3432e5…
             9        "vendor/lib.js": {"token": "v2", "sha256": "6cfb6cdb09f1afe92c…

        e opens asset-versions.json in your editor
        R reads everything again
        what is pending is kept



       cannot be read
       e edit  R read again                                            ? help  q quit
      """)
    session.press("B")
    session.expectLine(-2, " asset-versions.json cannot be read: e opens it")
    session.press("j 2 1 w")
    session.expect(
      """
       assetbump  shop       1 All ? 2 Outdated ? 3 Pending 1 4 Marked 0 5 Findings ?
        asset-versions.json:6:33: expected ':' but found '"' - mend it there, or take
        the file from version control again

             3    "assets": {
             4      "static": {
             5        "css/app.css": {"token": "9f596c35", "sha256": "9f596c35710887…
        >    6        "css/print.css": {"token" "89071a78", "sha256": "89071a7850d75…
             7        "js/app.js": {"token": "20260711", "sha256": "4e1cfbbfbae56f98…
             8        "js/old.js": {"token": "20250101", "sha256": "e619829a5c3432e5…
             9        "vendor/lib.js": {"token": "v2", "sha256": "6cfb6cdb09f1afe92c…

        e opens asset-versions.json in your editor
        R reads everything again
        what is pending is kept



       asset-versions.json cannot be read: e opens it
       e edit  R read again                                            ? help  q quit
      """)
    session.press("e")
    #expect(session.terminalEffects == [.edit("/shop/asset-versions.json", line: 6)])
    session.disk.write(text, to: "asset-versions.json")
    session.press("R")
    session.expectLine(
      -2, " 1 pending ━━──────── 1/5                                                   3/6")
    #expect(session.state.pending.count == 1)
  }

  @Test("keys typed before the assets are listed wait for them")
  func typedAhead() throws {
    let disk = try Shop.disk()
    disk.write("old js", to: "static/js/old.js")
    let session = try Session(disk, rows: 12, holding: true)
    session.press("B")
    session.expectLine(-2, " B waits until the assets are listed")
    session.press("w")
    session.expectLine(-2, " w waits until the assets are listed")
    // Listed, and the first asset read.
    session.deliver(2)
    session.expectLine(-2, " w waits: 6 assets are still being read (Esc cancels)")
    // All is read: what was bumped is known, and the write screen opens.
    session.deliver()
    session.expect(
      """
       write   1 file   3 tokens: 2 changed, 1 added
       left stale: vendor/lib.js needs a token (m)
       asset-versions.json  3 records
         css/app.css   9f596c35 → de1a2db4
         img/hero.png         - → ae6c79d1
         js/app.js     20260711 → 20260822





       y write 1 file  Esc back  m type token  n N change  z whole diff  W wrap
      """)
  }

  @Test("Esc calls off the write screen that waits")
  func calledOff() throws {
    let disk = try Shop.disk()
    disk.write("old js", to: "static/js/old.js")
    let session = try Session(disk, rows: 12, holding: true)
    session.deliver(2)
    session.press("B w")
    session.expectLine(-2, " w waits: 6 assets are still being read (Esc cancels)")
    session.press("Esc")
    session.expectLine(-2, " w waits no longer")
    session.deliver()
    #expect(session.state.mode == .list)
  }

  @Test("y counts only once the write screen was drawn")
  func unseenWrite() throws {
    let session = try Shop.session(rows: 12)
    let before = session.disk.text(of: "asset-versions.json")
    session.pressAtOnce("b w y")
    session.expectLine(-2, " y counts once this is seen: press it again")
    #expect(session.disk.text(of: "asset-versions.json") == before)
    session.press("y")
    #expect(session.disk.text(of: "asset-versions.json") != before)
  }

  @Test("what is said of pending changes goes once they are others")
  func falseWords() throws {
    let session = try Shop.session(rows: 12, holding: true)
    session.deliver(3)
    session.press("b B")
    session.expectLine(
      -2, " 2 pending (4 to follow) ━━━━━━━━━━ 2/2   Hashing ━━──────── 1/5            1/6")
    session.deliver(1)
    session.expectLine(
      -2, " 2 pending (3 to follow) ━━━━━━━━━━ 2/2   Hashing ━━━━────── 2/5            1/6")
  }

  @Test("strategies of rows off the screen are told, and undo counts what had changed")
  func strategies() throws {
    let session = try Shop.session(rows: 12)
    session.press("a d")
    session.expectLine(-2, " 5 assets: by date, 4 get a new token, 1 keeps its token")
    session.press("u")
    session.expectLine(-2, " undo: date bump of 5 assets")
    session.press("^R U G #")
    session.expectLine(-2, " vendor/lib.js: now by hash, e85755ef")
    session.press(">")
    session.expectLine(-2, " vendor/lib.js: now by manual, it needs a token (m)")
  }

  @Test("the editor offers what is likely next, and nothing that it would refuse")
  func suggestions() throws {
    let cases = [
      ("v3", "v4"), ("2.1-rc1", "2.1-rc2"), ("r009", "r010"), ("v9", "v10"), ("9", "10"),
      ("a1b", "a2b"), ("none", nil), ("v999999999999999999", "v1000000000000000000"),
      ("1234567890123456789", nil),
    ]
    for (token, next) in cases { #expect(TokenSuccessor.of(token) == next, "\(token)") }
    let session = try Shop.session(rows: 14)
    session.press("G m")
    session.expectLine(
      6, "  M js/old.js                            date       20250101 → (gone)         0")
    session.press("Up")
    session.expectLine(
      5, "  S js/app.js                            date       20260711 → 20260822       0")
    session.press("Up Up Up")
    session.expectLine(
      5, "  S js/app.js                            date       20260711 → 20260822       0")
  }
}
