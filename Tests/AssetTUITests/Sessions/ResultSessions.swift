import Screen
import TestSupport
import Testing
import Values

@testable import AssetTUI

@Suite("Sessions: after a write, and what changed since the token was given")
struct ResultSessions {
  @Test("the result names what was written, what is left, and what there is to take along")
  func result() throws {
    let session = try Shop.session(rows: 16)
    session.press("B w y")
    session.expect(
      """
       written   1 file   4 tokens: 2 changed, 1 added, 1 removed
       left stale: vendor/lib.js needs a token (m in the list)

       asset-versions.json

       g  copies the git commands, with a message that names the assets
       p  copies 6 URLs that changed, for a purge
       m  copies a summary in Markdown, for the pull request
       u  takes the write back, through its own diff





       wrote 1 file: 4 tokens; 1 still outdated (u takes it back)
       Esc list  g git  p URLs  m Markdown  u take back  q quit
      """)
    session.press("g p m")
    let copied = session.copied.map { String(decoding: $0, as: UTF8.self) }
    #expect(
      copied == [
        "git add -- asset-versions.json\n"
          + "git commit -m 'Bump css/app.css, img/hero.png, js/app.js and 1 more'"
          + " -m 'css/app.css: 9f596c35 -> de1a2db4\nimg/hero.png: - -> ae6c79d1\n"
          + "js/app.js: 20260711 -> 20260822\njs/old.js: 20250101 -> (gone)'\n",
        """
        /static/css/app.css?v=9f596c35
        /static/js/app.js?v=20260711
        /static/js/old.js?v=20250101
        /static/css/app.css?v=de1a2db4
        /static/img/hero.png?v=ae6c79d1
        /static/js/app.js?v=20260822

        """,
        """
        Version tokens of static files: 4 tokens: 2 changed, 1 added, 1 removed.

        | asset | before | now |
        | --- | --- | --- |
        | `css/app.css` | 9f596c35 | de1a2db4 |
        | `img/hero.png` | - | ae6c79d1 |
        | `js/app.js` | 20260711 | 20260822 |
        | `js/old.js` | 20250101 | (gone) |

        Written: `asset-versions.json`.

        - left stale: vendor/lib.js needs a token

        """,
      ])
    // A key that means nothing there is the list's.
    session.press("j")
    session.expectLine(
      -2, " 1 outdated   1 needs a token: m                                            2/5")
  }

  @Test("u takes the write back through its own diff, and what was pending is so again")
  func takenBack() throws {
    let session = try Shop.session(rows: 16)
    session.press("B w y u")
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
    session.press("y")
    session.expectLine(-2, " took back: 4 tokens: 2 changed, 1 added, 1 removed")
    #expect(session.state.pending.count == 4)
    #expect(session.disk.text(of: "asset-versions.json") == (try Shop.versions()))
  }

  @Test("a long token is cut on a narrow write screen")
  func longToken() throws {
    let session = try Shop.session(columns: 40, rows: 12)
    session.press("m")
    session.type("a-token-that-is-as-long-as-a-token-may-be.0123456789.abcdefghij")
    session.press("Enter w")
    session.expectLine(3, " asset-versions.json  1 record")
    session.press("y")
    session.press("Esc m")
    session.type("another")
    session.press("Enter b w")
    session.resize(24, 8)
    session.resize(44, 12)
    session.expectLine(3, "   vendor/lib.js  v2 → another")
  }

  @Test("the lines that changed stand in the Diff tab, the changed part picked out")
  func lines() throws {
    let disk = try Shop.disk()
    disk.write("a {\n  color: tan;\n}\nb { top: 0 }\n", to: "static/css/app.css")
    let session = try Session(disk, rows: 20)
    session.oldBytes["/shop/static/css/app.css"] = "a {\n  color: red;\n}\n"
    session.press("R [")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S css/app.css                          hash       9f596c35 → b0c541f3       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0


      ─ css/app.css ─ URL · HTML · Refs · Why · Diff ─────────────────────────────────
       +2 -1 lines since 11 Jul
          2 - color: red;
            + color: tan;
          4 + b { top: 0 }



       5 outdated                                                                 1/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("]")
    session.expectLine(-4, " changed since 11 Jul, 42 days ago; +2 -1 lines; named nowhere")
  }

  @Test("where the recorded bytes are not known it says why")
  func unknown() throws {
    let session = try Shop.session(rows: 20)
    session.press("[")
    session.expectLine(-9, " the bytes of 11 Jul are not known: there is no git repository")
    session.expectLine(-8, " now 9 B")
  }

  @Test("images have their old and new size")
  func images() throws {
    let disk = try Shop.disk()
    disk.write("GIF89a\u{3}\0\u{2}\0", to: "static/vendor/lib.js")
    let session = try Session(disk, rows: 20)
    session.oldBytes["/shop/static/vendor/lib.js"] = "GIF89a\u{4}\0\u{2}\0  "
    session.press("R G [")
    session.expectLine(-9, " 4x2 → 3x2 since 11 Jul")
    session.expectLine(-8, " 12 B → 10 B")
  }

  @Test("days are told as people say them")
  func days() throws {
    let today = try Make.day("20260822")
    let cases = [
      ("20260822", "22 Aug, today"), ("20260821", "21 Aug, yesterday"),
      ("20260711", "11 Jul, 42 days ago"), ("20251231", "31 Dec 2025, 234 days ago"),
      ("20240229", "29 Feb 2024, 905 days ago"), ("20260901", "1 Sep"),
    ]
    for (day, words) in cases {
      #expect(DayText.long(try Make.day(day), seenFrom: today) == words)
    }
  }
}
