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
          PATH                               STRATEGY  TOKEN      NEXT          REFS
        S css/app.css                        hash      9f596c35   de1a2db4         0
          css/print.css                      hash      89071a78                    0
        N img/hero.png                       hash      -          ae6c79d1         0
      > S js/app.js                          date      20260711   20260822         0
        M js/old.js                          date      20250101   (gone)           0
        S vendor/lib.js                      manual    v2         (type one)       0
       sort by   (the same again: reversed)
       p path  s status  z size  c changed  Esc as it is
      """)
    session.press("s")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          PATH                               STRATEGY  TOKEN      NEXT          REFS
        S css/app.css                        hash      9f596c35   de1a2db4         0
      > S js/app.js                          date      20260711   20260822         0
        S vendor/lib.js                      manual    v2         (type one)       0
        N img/hero.png                       hash      -          ae6c79d1         0
        M js/old.js                          date      20250101   (gone)           0
          css/print.css                      hash      89071a78                    0
       5 outdated  by status                                                2/6   20%
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
    session.press("s s")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          PATH                               STRATEGY  TOKEN      NEXT          REFS
          css/print.css                      hash      89071a78                    0
        M js/old.js                          date      20250101   (gone)           0
        N img/hero.png                       hash      -          ae6c79d1         0
        S css/app.css                        hash      9f596c35   de1a2db4         0
      > S js/app.js                          date      20260711   20260822         0
        S vendor/lib.js                      manual    v2         (type one)       0
       5 outdated  by status, reversed                                      5/6   80%
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
  }

  @Test("by size the largest comes first, what has no file last; the order stays through all else")
  func size() throws {
    let session = try Shop.session()
    session.press("s z")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          PATH                               STRATEGY  TOKEN      NEXT          REFS
      > S css/app.css                        hash      9f596c35   de1a2db4         0
          css/print.css                      hash      89071a78                    0
        S js/app.js                          date      20260711   20260822         0
        S vendor/lib.js                      manual    v2         (type one)       0
        N img/hero.png                       hash      -          ae6c79d1         0
        M js/old.js                          date      20250101   (gone)           0
       5 outdated  by size                                                  1/6    0%
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
    session.press("s z")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          PATH                               STRATEGY  TOKEN      NEXT          REFS
        N img/hero.png                       hash      -          ae6c79d1         0
        S js/app.js                          date      20260711   20260822         0
        S vendor/lib.js                      manual    v2         (type one)       0
      > S css/app.css                        hash      9f596c35   de1a2db4         0
          css/print.css                      hash      89071a78                    0
        M js/old.js                          date      20250101   (gone)           0
       5 outdated  by size, reversed                                        4/6   60%
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
    session.disk.write("x", to: "static/z.css")
    session.press("R /")
    session.type("css")
    session.press("Enter")
    session.expect(
      """
       assetbump  shop       1 All 7 2 Outdated 6 3 Pending 0 4 Marked 0 5 Findings 6
          PATH                               STRATEGY  TOKEN      NEXT          REFS
        N z.css                              hash      -          2d711642         0
      > S css/app.css                        hash      9f596c35   de1a2db4         0
          css/print.css                      hash      89071a78                    0



       6 outdated  by size, reversed  /css                                  2/3   50%
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
  }

  @Test("by path twice turns the list round; Esc leaves the order, other keys do nothing")
  func path() throws {
    let session = try Shop.session()
    session.press("s p")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          PATH                               STRATEGY  TOKEN      NEXT          REFS
        S vendor/lib.js                      manual    v2         (type one)       0
        M js/old.js                          date      20250101   (gone)           0
        S js/app.js                          date      20260711   20260822         0
        N img/hero.png                       hash      -          ae6c79d1         0
          css/print.css                      hash      89071a78                    0
      > S css/app.css                        hash      9f596c35   de1a2db4         0
       5 outdated  by path, reversed                                        6/6  100%
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
    session.press("s x B Esc")
    session.expectLine(
      -2, " 5 outdated  by path, reversed                                        6/6  100%")
    session.press("s p")
    session.expectLine(
      -2, " 5 outdated                                                           1/6    0%")
  }

  @Test("a range ends where the order changes")
  func range() throws {
    let session = try Shop.session()
    session.press("v j s z")
    session.expectLine(
      2, "  S css/app.css                        hash      9f596c35   de1a2db4         0")
    session.press("v v")
    session.expectLine(
      3, ">*  css/print.css                      hash      89071a78                    0")
  }

  @Test("what a write takes from the list leaves the order as it is")
  func write() throws {
    let session = try Shop.session()
    session.press("s s B w y")
    session.expect(
      """
       assetbump  shop       1 All 5 2 Outdated 1 3 Pending 0 4 Marked 0 5 Findings 1
          PATH                               STRATEGY  TOKEN      NEXT          REFS
        S vendor/lib.js                      manual    v2         (type one)       0
      >   css/app.css                        hash      de1a2db4                    0
          css/print.css                      hash      89071a78                    0
          img/hero.png                       hash      ae6c79d1                    0
          js/app.js                          date      20260822                    0

       wrote 1 file: 4 tokens; still outdated: 1 needs a token (m) (u takes it back)
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
  }
}
