import AssetTUI
import Screen
import TestSupport
import Testing
import Values

@Suite("Sessions: the running site")
struct SiteSessions {
  private static let page = """
    <!doctype html>
    <title>Shop</title>
    <link rel="stylesheet" href="/static/css/app.css?v=9f596c35">

    """

  /// A session over the shop, whose application runs at an address; `css` is what it serves for the
  /// stylesheet, `app css 1` being the bytes of its token.
  private static func session(
    at address: String? = "http://127.0.0.1:5000", page: String = page, css: String = "app css 1",
    rows: Int = 16, holding: Bool = false
  ) throws -> Session {
    let settings = address.map { "[site]\nurl = \"\($0)\"\n" } ?? ""
    let disk = try Shop.disk(settings: settings)
    disk.write(PageSessions.base, to: "templates/base.html")
    let session = try Session(disk, rows: rows, holding: holding)
    session.site = [
      "/": ("text/html", page), "/static/css/app.css?v=9f596c35": ("text/css", css),
    ]
    return session
  }

  @Test("without an address in the settings V says so")
  func noSite() throws {
    let session = try Self.session(at: nil)
    session.press("V")
    #expect(
      session.state.notice?.text
        == "no site to read: the settings say where the application runs, as [site] url = \"http://127.0.0.1:5000\""
    )
    #expect(session.asked.isEmpty)
  }

  @Test("V reads the site; what it finds stands in view 5 and in the Refs tab")
  func verdicts() throws {
    let session = try Self.session(css: "other")
    session.press("] ]")
    session.expectLine(9, " templates/base.html:4  call        added when served")
    session.press("V")
    #expect(
      session.state.notice?.text
        == "1 page and 1 file of http://127.0.0.1:5000 read: 1 error - 5 shows them")
    session.expectLine(9, " served: on 1 page")
    session.expectLine(
      10, " error: other-bytes: http://127.0.0.1:5000/static/css/app.css?v=9f596c35 has")
    session.press("j")
    session.expectLine(9, " served: no page that was read names it")
    session.press("5")
    session.expectLine(
      0, " assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 6")
    #expect(session.lines.contains { $0.contains("other-bytes 1 error") })
  }

  @Test("a sound site is said to be so, until tokens change")
  func sound() throws {
    let session = try Self.session()
    session.press("] ] V")
    #expect(
      session.state.notice?.text == "1 page and 1 file of http://127.0.0.1:5000 read: nothing found"
    )
    session.expectLine(9, " served: on 1 page, nothing found")
    session.press("b w y Esc")
    session.expectLine(9, " templates/base.html:4  call        added when served")
  }

  @Test("Enter shows the generated page with its next URLs, } the template, o opens what is shown")
  func pages() throws {
    let session = try Self.session(rows: 8)
    session.press("V Enter")
    session.expect(
      """
       generated page   http://127.0.0.1:5000/  1 of 2
         <!doctype html>
         <title>Shop</title>
      ▌~ <link rel="stylesheet" href="/static/css/app.css?v=de1a2db4">


       /static/css/app.css?v=9f596c35 → /static/css/app.css?v=de1a2db4
       Esc back  n N change  } { file  / search  W wrap  e edit  o browser
      """)
    session.press("o e } o Esc o")
    let effects = session.terminalEffects.map { effect -> String in
      switch effect {
      case .browseServedPage(let source): source.page.url.text
      case .browse(let source): VisibleText.of(source.file)
      case .edit(let file, let line): "\(VisibleText.of(file)):\(line ?? 0)"
      default: "other"
      }
    }
    #expect(
      effects == [
        "http://127.0.0.1:5000/", "/shop/templates/base.html:4", "templates/base.html",
        "http://127.0.0.1:5000/",
      ])
  }

  @Test("what is chosen shows in the generated page")
  func chosen() throws {
    let session = try Self.session()
    session.press("d V Enter")
    session.expectLine(3, "▌~ <link rel=\"stylesheet\" href=\"/static/css/app.css?v=20260822\">")
  }

  @Test("another machine is asked only after y, and a key before that asks nobody")
  func otherMachine() throws {
    let session = try Self.session(at: "https://shop.example")
    session.press("V")
    session.expectLine(-2, " the settings name https://shop.example, another machine: ask it?")
    session.expectLine(-1, " y ask it, now and later  Esc do not")
    session.press("Esc")
    #expect(session.state.notice?.text == "https://shop.example was not asked")
    session.press("V q")
    #expect(session.asked.isEmpty)
    #expect(session.ending == nil)
    session.press("V y")
    #expect(session.asked.first == "https://shop.example/")
    #expect(session.asked.allSatisfy { $0.hasPrefix("https://shop.example/") })
    #expect(
      session.state.notice?.text == "1 page and 1 file of https://shop.example read: nothing found")
  }

  @Test("V waits for assets and references, says that it reads, and Esc stops it")
  func waiting() throws {
    let session = try Self.session(holding: true)
    session.press("V")
    #expect(session.asked.isEmpty)
    while session.asked.isEmpty, session.waitingCount > 0 { session.deliver(1) }
    #expect(session.asked.first == "http://127.0.0.1:5000/")
    #expect(session.state.site.isRunning)
    session.press("V")
    #expect(session.state.notice?.text == "reading the site - Esc stops it")
    session.press("Esc")
    #expect(session.state.notice?.text == "the site is not read on: V reads it again")
    session.deliver()
    #expect(session.state.site.pages.isEmpty)
  }

  @Test("nothing of a page reaches the screen as it is")
  func hostile() throws {
    let hostile =
      "\u{1B}]0;x\u{7}<link href='/static/css/app.css?v=9f596c35&\u{1B}[31m'>\u{202E}\u{9B}2J\n"
    let session = try Self.session(page: hostile + Self.page)
    session.press("V Enter")
    let isShown = session.lines.joined().unicodeScalars.contains { scalar in
      scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x202E
    }
    #expect(!isShown)
    session.press("Esc 5 G")
    #expect(session.lines.joined().unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }
}
