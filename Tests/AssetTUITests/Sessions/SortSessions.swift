import AssetTUI
import Screen
import TestSupport
import Testing

@Suite("Sessions: sorting")
struct SortSessions {
  @Test(
    "s asks for the order; by status what needs work comes first, the cursor stays on its asset")
  func status() throws {
    let session = try Shop.session()
    session.press("j j j s")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
      ▌ S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       sort by   (the same again: reversed)
       p path  s status  z size  c changed  Esc as it is
      """)
    session.press("s")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
        ▾ ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
      ▌ S js/app.js                            date       20260711 → 20260822       0
       !S vendor/lib.js                        manual           v2 → type one       0
        N img/hero.png                         hash              - → ae6c79d1       0
        M js/old.js                            date       20250101 → (gone)         0
          css/print.css                        hash       89071a78                  0
       by status   5 outdated                                                     2/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("s s")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
        ▸ ASSET                                STRATEGY      TOKEN → NEXT        REFS
          css/print.css                        hash       89071a78                  0
        M js/old.js                            date       20250101 → (gone)         0
        N img/hero.png                         hash              - → ae6c79d1       0
        S css/app.css                          hash       9f596c35 → de1a2db4       0
      ▌ S js/app.js                            date       20260711 → 20260822       0
       !S vendor/lib.js                        manual           v2 → type one       0
       by status, reversed   5 outdated                                           5/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
  }

  @Test("by size the largest comes first, what has no file last; the order stays through all else")
  func size() throws {
    let session = try Shop.session()
    session.press("s z")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                      STRATEGY      TOKEN → NEXT        REFS    SIZE ▾
      ▌ S css/app.css                hash       9f596c35 → de1a2db4       0       9 B
          css/print.css              hash       89071a78                  0       9 B
        S js/app.js                  date       20260711 → 20260822       0       8 B
       !S vendor/lib.js              manual           v2 → type one       0       8 B
        N img/hero.png               hash              - → ae6c79d1       0       4 B
        M js/old.js                  date       20250101 → (gone)         0
       by size   5 outdated                                                       1/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("s z")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                      STRATEGY      TOKEN → NEXT        REFS    SIZE ▸
        N img/hero.png               hash              - → ae6c79d1       0       4 B
        S js/app.js                  date       20260711 → 20260822       0       8 B
       !S vendor/lib.js              manual           v2 → type one       0       8 B
      ▌ S css/app.css                hash       9f596c35 → de1a2db4       0       9 B
          css/print.css              hash       89071a78                  0       9 B
        M js/old.js                  date       20250101 → (gone)         0
       by size, reversed   5 outdated                                             4/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.disk.write("x", to: "static/z.css")
    session.press("R /")
    session.type("css")
    session.press("Enter")
    session.expect(
      """
       assetbump  shop       1 All 7 2 Outdated 6 3 Pending 0 4 Marked 0 5 Findings 6
          ASSET                      STRATEGY      TOKEN → NEXT        REFS    SIZE ▸
        N z.css                      hash              - → 2d711642       0       1 B
      ▌ S css/app.css                hash       9f596c35 → de1a2db4       0       9 B
          css/print.css              hash       89071a78                  0       9 B



       by size, reversed   /css   6 outdated                                      2/3
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
  }

  @Test("by path twice turns the list round; Esc leaves the order, other keys do nothing")
  func path() throws {
    let session = try Shop.session()
    session.press("s p")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET ▾                              STRATEGY      TOKEN → NEXT        REFS
       !S vendor/lib.js                        manual           v2 → type one       0
        M js/old.js                            date       20250101 → (gone)         0
        S js/app.js                            date       20260711 → 20260822       0
        N img/hero.png                         hash              - → ae6c79d1       0
          css/print.css                        hash       89071a78                  0
      ▌ S css/app.css                          hash       9f596c35 → de1a2db4       0
       by path, reversed   5 outdated                                             6/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("s x B Esc")
    session.expectLine(
      -2, " by path, reversed   5 outdated                                             6/6")
    session.press("s p")
    session.expectLine(
      -2, " 5 outdated                                                                 1/6")
  }

  @Test("a range ends where the order changes")
  func range() throws {
    let session = try Shop.session()
    session.press("v j s z")
    session.expectLine(
      2, "  S css/app.css                hash       9f596c35 → de1a2db4       0       9 B")
    session.press("v v")
    session.expectLine(
      3, "▌*  css/print.css              hash       89071a78                  0       9 B")
  }

  @Test("what a write takes from the list leaves the order as it is")
  func write() throws {
    let session = try Shop.session()
    session.press("s s B w y")
    session.expect(
      """
       written   1 file   4 tokens: 2 changed, 1 added, 1 removed
       left stale: vendor/lib.js needs a token (m in the list)

       g  copies the git commands, with a message that names the assets
       p  copies 6 URLs that changed, for a purge
       m  copies a summary in Markdown, for the pull request
       u  takes the write back, through its own diff

       wrote 1 file: 4 tokens; 1 still outdated (u takes it back)
       Esc list  g git  p URLs  m Markdown  u take back  q quit
      """)
  }
}
