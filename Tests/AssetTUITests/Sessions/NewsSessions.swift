import AssetTUI
import Disk
import Planning
import Screen
import TestSupport
import Testing
import Values

@Suite("Sessions: what changes on disk while something is pending")
struct NewsSessions {
  @Test("r on the write screen says that it reads, how far it is, and what it found")
  func readAgain() throws {
    let session = try Shop.session()
    session.press("b w")
    session.hold()
    session.press("r")
    session.expectLine(-2, " reading again   Scanning 0 files")
    session.deliver(3)
    session.expectLine(-2, " reading again   Hashing 1/5")
    session.deliver()
    session.expectLine(-2, " read again: nothing changed")
    session.press("j")
    session.expectLine(-2, "")
    session.disk.write("print CSS", to: "static/css/print.css")
    session.press("r")
    session.deliver()
    session.expectLine(-2, " read again: css/print.css changed on disk")
  }

  @Test("what another process has written meanwhile is pending no more, which is said")
  func settled() throws {
    let session = try Shop.session()
    session.press("B w")
    session.expectLine(1, " left stale: vendor/lib.js needs a token (m)")
    session.disk.write(
      Make.versions([
        "css/app.css": try Make.record("de1a2db4", for: "app css 2", bumped: "20260822"),
        "css/print.css": try Make.record("89071a78", for: "print css"),
        "js/app.js": try Make.record("20260711", for: "app js 1"),
        "js/old.js": try Make.record("20250101", for: "old js", bumped: "20250101"),
        "vendor/lib.js": try Make.record("v2", for: "lib js 1", previous: [("v1", "lib js 0")]),
      ]), to: "asset-versions.json")
    session.press("y r")
    session.expectLine(1, " left stale: vendor/lib.js needs a token (m)")
    session.expectLine(
      -3, " read again: asset-versions.json changed on disk; css/app.css needs its pending")
    session.expectLine(-2, " change no more: dropped")
    #expect(session.state.pending.count == 3)
    session.press("Esc u")
    session.expectLine(-2, " undo: drop of 1 change needed no more")
    #expect(session.state.pending.count == 4)
  }

  @Test("a record that another process has dropped needs no drop any more")
  func droppedElsewhere() throws {
    let session = try Shop.session()
    session.press("j j j j b")
    session.disk.write(
      Make.versions(["css/app.css": try Make.record("9f596c35", for: "app css 1")]),
      to: "asset-versions.json")
    session.press("R")
    session.expectLine(
      -3, " asset-versions.json changed on disk; js/old.js needs its pending change no")
    session.expectLine(-2, " more: dropped")
    #expect(session.state.pending.count == 0)
  }

  @Test("several that are needed no more are counted; a strategy for a first record stays")
  func severalSettled() throws {
    let session = try Shop.session()
    session.press("B j j > x <")
    session.disk.write("app css 1", to: "static/css/app.css")
    session.disk.write("app js 1", to: "static/js/app.js")
    session.press("R")
    session.expectLine(
      -2, " 2 assets changed on disk; 2 pending changes are needed no more: dropped")
    #expect(
      session.state.pending.choices == [
        AssetID(root: "static", path: "img/hero.png"): Choice(strategy: .date),
        AssetID(root: "static", path: "js/old.js"): Choice(bump: .next),
      ])
  }

  @Test("a bump whose file is gone would drop the record: that is said, in the list and before y")
  func vanished() throws {
    let session = try Shop.session(columns: 120, rows: 10)
    session.press("b")
    session.disk.remove("static/css/app.css")
    session.press("R")
    session.expectLine(
      -2,
      " css/app.css is gone: its pending bump would now drop its record (x keeps it)")
    session.press("w")
    session.expectLine(2, " left outdated: 3 are not chosen: img/hero.png, js/app.js, js/old.js")
    session.expectLine(3, " gone, record dropped: css/app.css")
    // The file comes back, as after a build: the bump is a bump again.
    session.disk.write("app css 3", to: "static/css/app.css")
    session.press("r")
    session.expectLine(1, " left stale: vendor/lib.js needs a token (m)")
    session.expectLine(2, " left outdated: 3 are not chosen: img/hero.png, js/app.js, js/old.js")
  }

  @Test("a change of an asset that is gone without a record is dropped, which is said")
  func lost() throws {
    let session = try Shop.session()
    session.press("j j b")
    session.disk.remove("static/img/hero.png")
    session.press("R")
    session.expectLine(-2, " img/hero.png is gone: its pending change is dropped")
    #expect(session.state.pending.count == 0)
  }

  @Test("why a write failed stays on the screen when a scan ends")
  func failureStays() throws {
    let session = try Shop.session()
    session.disk.fail(.replace, "asset-versions.json", .permissionDenied)
    session.press("b w y")
    session.send(.input(.focus(true)))
    session.expectLine(
      -3, " not written: permission denied: asset-versions.json (nothing changed) - make")
    session.expectLine(-2, " the file and its folder writable")
  }

  @Test("] and [ go to the parts of the write screen: the list, then the diff")
  func parts() throws {
    let session = try Shop.session()
    session.press("B w ]")
    session.expectLine(2, " asset-versions.json  4 records")
    session.expectLine(-2, "")
    session.press("]")
    session.expectLine(-2, "")
    session.press("[")
    session.expectLine(-2, "")
  }

  @Test("the manual asset that needs its token is named, cut to what there is room for")
  func manual() throws {
    let cases: [(Int, [String])] = [
      (80, [" 0 pending, 1 manual asset needs its token: vendor/lib.js (m)"]),
      (61, [" 0 pending, 1 manual asset needs its token: vend…/lib.js (m)"]),
      (40, [" 0 pending, 1 manual asset needs its", " token: vendor/lib.js (m)"]),
      (24, [" 0 pending, 1 needs m:", " vendor/lib.js"]),
    ]
    for (columns, lines) in cases {
      let session = try Shop.session(columns: columns)
      session.press("G b")
      for (offset, line) in lines.reversed().enumerated() {
        session.expectLine(-2 - offset, line)
      }
    }
  }

  @Test("the full-screen preview scrolls by pages, and begins anew at another asset or tab")
  func scrolledPreview() throws {
    let session = try Shop.session(columns: 40, rows: 8)
    session.press("Tab ] ] ]")
    session.expect(
      """
      ─ URL · HTML · Refs · Why · Diff ───────
       stale since 11 Jul, 42 days ago: its
       bytes changed
       token    9f596c35, given on 2026-07-11
       sha256   9f596c35710887d01b25a079673ffb
                bbdf440bff7a9450d1484b4f5b7974
       5 outdated                         1/6
       Tab back  PgDn more  ] tab  j k asset
      """)
    session.press("PgDn")
    session.expectLine(1, "          6010")
    session.press("PgDn PgDn PgDn")
    session.expect(
      """
      ─ URL · HTML · Refs · Why · Diff ───────
       strategy hash, as the settings give it
       tokens   come from asset-versions.json
                through the loader
       served   below /static/ as static
       refs     none
       5 outdated                         1/6
       Tab back  PgDn more  ] tab  j k asset
      """)
    session.press("PgUp j")
    session.expectLine(1, " fresh: unchanged since 11 Jul, 42 days")
  }

  @Test("below 24x5 q asks in the one line, and no other key does anything unseen")
  func tooSmall() throws {
    let cases: [(Int, String)] = [
      (60, "1 pending: d discard  Esc stay"), (30, "1 pending: d discard  Esc stay"),
      (29, "1 pending: d quit"), (16, "d drops 1"), (8, "d quit?"), (3, "d?"), (1, "d"),
    ]
    for (columns, line) in cases {
      let session = try Shop.session()
      session.press("b w")
      session.resize(columns, 3)
      session.press("y b x Enter u q")
      #expect(session.ending == nil)
      session.expectLine(0, line)
      session.press("Esc q q")
      session.resize(80, 10)
      session.expectLine(-2, " 1 pending change is not written")
      session.resize(columns, 3)
      session.press("d")
      #expect(session.ending == .done)
      #expect(session.disk.text(of: "asset-versions.json") == (try Shop.versions()))
    }
  }
}
