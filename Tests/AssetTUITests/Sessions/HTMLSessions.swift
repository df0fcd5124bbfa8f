import Testing
import Values

@Suite("Sessions: URLs and HTML of the preview")
struct HTMLSessions {
  /// The Shop with an image whose header tells a size, and the same image for denser screens.
  static func session(top: String = "", settings: String = "") throws -> Session {
    let disk = try Shop.disk()
    disk.write(top + Shop.settings + settings, to: "assetbump.toml")
    disk.write("GIF89a\u{3}\0\u{2}\0", to: "static/img/dot.gif")
    disk.write("GIF89a\u{6}\0\u{4}\0", to: "static/img/dot@2x.gif")
    return try Session(disk, columns: 200, rows: 12)
  }

  /// The SHA-384 of `app css 2`, by `openssl dgst -sha384 -binary | base64`.
  static let integrity = "sha384-7Yny0O0DIUzuQKFSUNH8QD8Ir/UnAhlm0co+l2pEGuPn/ETroPxHUlyS80U4lHoJ"

  @Test("an image has the size that its header tells, and its denser sibling")
  func image() throws {
    let session = try Self.session()
    session.press("j j ] Tab")
    session.expectLine(0, Self.tabs("img/dot.gif"))
    session.expectLine(
      1,
      " now  <img src=\"/static/img/dot.gif\" srcset=\"/static/img/dot.gif 1x, "
        + "/static/img/dot@2x.gif 2x\" width=\"3\" height=\"2\" alt=\"\">")
    session.expectLine(
      2,
      " next <img src=\"/static/img/dot.gif?v=2c4c453f\" srcset=\"/static/img/dot.gif?v=2c4c453f 1x, "
        + "/static/img/dot@2x.gif?v=01ee5798 2x\" width=\"3\" height=\"2\" alt=\"\">")
    session.expectLine(3, " flask    {{ url_for('static', filename='img/dot.gif') }}")
    session.press("c h")
    #expect(
      session.copied.map { String(decoding: $0, as: UTF8.self) } == [
        "<img src=\"/static/img/dot.gif\" srcset=\"/static/img/dot.gif 1x, "
          + "/static/img/dot@2x.gif 2x\" width=\"3\" height=\"2\" alt=\"\">"
      ])
  }

  @Test("until the file is read the HTML is not shown, nor copied")
  func reading() throws {
    let session = try Self.session()
    session.hold()
    session.press("j j ] Tab")
    session.expectLine(1, " reading the file")
    session.expectLine(2, " flask    {{ url_for('static', filename='img/dot.gif') }}")
    session.press("c h")
    session.expectLine(-2, " still reading img/dot.gif: copy it again in a moment")
    session.deliver()
    session.press("c h")
    #expect(session.copied.count == 1)
    // A scan may find other files: everything is read again.
    session.press("R")
    session.expectLine(1, " reading the file")
  }

  @Test("i puts integrity in and takes it out, and the settings say how it starts")
  func integrity() throws {
    let plain = " now  <link rel=\"stylesheet\" href=\"/static/css/app.css?v=9f596c35\">"
    let checked = plain.replacing(
      ">", with: " integrity=\"\(Self.integrity)\" crossorigin>")
    let session = try Self.session()
    session.press("] Tab")
    session.expectLine(1, plain)
    session.press("i")
    session.expectLine(1, checked)
    session.expectLine(-2, " integrity in the HTML of stylesheets and scripts")
    session.press("i")
    session.expectLine(1, plain)
    session.expectLine(-2, " no integrity in the HTML")
    let other = try Self.session(settings: "[html]\nintegrity = true\n")
    other.press("] Tab")
    other.expectLine(1, checked)
  }

  @Test("a file that cannot be read is told, and the HTML goes without")
  func unreadable() throws {
    let session = try Self.session()
    session.disk.remove("static/css/app.css")
    session.press("] i Tab")
    session.expectLine(1, #" now  <link rel="stylesheet" href="/static/css/app.css?v=9f596c35">"#)
    session.expectLine(4, " warn     no such file: /shop/static/css/app.css")
  }

  @Test("a name on which versions of Werkzeug differ has a warning beside its URL")
  func warning() throws {
    let session = try Self.session(top: "werkzeug = \"2.2\"\nscript-name = \"/s\"\n")
    session.press("j j j Tab")
    session.expectLine(0, Self.tabs("img/dot@2x.gif"))
    session.expectLine(1, " now  /s/static/img/dot%402x.gif")
    session.expectLine(2, " next /s/static/img/dot%402x.gif?v=01ee5798")
    session.expectLine(
      3, " warn     Werkzeug 2.3 and later print another URL; this is the one of 2.2")
    session.expectLine(4, " not recorded yet: it is served without a token; named nowhere")
  }

  private static func tabs(_ name: String) -> String {
    let line = "─ \(name) ─ URL · HTML · Refs · Why · Diff "
    return line + String(repeating: "─", count: 200 - line.count)
  }
}
