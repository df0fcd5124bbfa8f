import TestSupport
import Testing
import Values

extension TerminalTests {
  /// A project whose tokens stand in its files: a stylesheet that names an image, a page with both, and a
  /// script under two tokens.
  @Suite struct LiteralJobTests {
    // Digests as sha256sum prints them, each of the file's text.
    private static let sheet = "7caab3472989564feb97709c7623becf6779e3f9457f076a39b36d22c6ccb3eb"
    private static let sheetNext =
      "46ef56245b1a4ebf4a65c8346c772eab3dcf907594b45123e005b93a4f3881ed"
    private static let imageBefore =
      "01d09d19c2139a46aebfb577780d123d7396e97201bc7ead210a2ebff8239dee"
    private static let imageNow = "7aa7a5359173d05b63cfd682e3c38487f3cb4f7f1d60659fe59fab1505977d4c"
    private static let script = "8a8f60ecb09b7e64c6d5214a8043865e608507db8c3f61f995eae6d078875901"

    private static let versions = """
      {
        "format": 1,
        "assets": {
          "static": {
            "css/site.css": {"token": "1", "sha256": "\(sheet)", "bumped": "2024-05-01"},
            "img/logo.png": {"token": "1", "sha256": "\(imageBefore)", "bumped": "2024-05-01"},
            "js/app.js": {"token": "2.29.4", "sha256": "\(script)", "bumped": "2024-05-01"}
          }
        }
      }

      """

    private static let base = """
      <link rel="stylesheet" href="{{ url_for('static', filename='css/site.css') }}?v=1">\r
      <img src="{{ url_for('static', filename='img/logo.png', v='1') }}" width="1">\r
      <script src="{{ url_for('static', filename='js/app.js', v='2.9.4') }}"></script>
      """

    private static let other = """
      <script src="{{ url_for('static', filename='js/app.js', v='2.29.4') }}"></script>

      """

    private func shop() throws -> Shop {
      let shop = try Shop(onlyAssets: ["paper.pdf"])
      let files: [BytePath: String] = [
        "assetbump.toml": "[[root]]\ntokens = \"literal\"\n",
        "asset-versions.json": Self.versions,
        "static/css/site.css": "h1{background:url(../img/logo.png?v=1)}\n",
        "static/img/logo.png": "new\n", "static/js/app.js": "app\n",
        "templates/base.html": Self.base, "templates/other.html": Self.other,
      ]
      for (name, text) in files { try shop.write(text, to: name) }
      return shop
    }

    @Test(
      "B w y: token bytes alone change, all agree with the record, and a second time nothing does")
    func threeKeysMendAll() throws {
      let session = try Session(shop())
      try session.wait(status: "1 outdated 1/4")
      session.terminal.send("B")
      session.terminal.send("w")
      let heading = "write 3 files 2 tokens changed \u{B7} 4 references"
      try session.terminal.wait { $0.words(of: 0) == heading }
      #expect(session.shop.text() == Self.versions)
      #expect(session.shop.text(of: "templates/base.html") == Self.base)
      try session.type("y", status: "takes it back)")
      #expect(
        session.shop.text(of: "static/css/site.css")
          == "h1{background:url(../img/logo.png?v=7aa7a535)}\n")
      #expect(
        session.shop.text(of: "templates/base.html") == """
          <link rel="stylesheet" href="{{ url_for('static', filename='css/site.css') }}?v=46ef5624">\r
          <img src="{{ url_for('static', filename='img/logo.png', v='7aa7a535') }}" width="1">\r
          <script src="{{ url_for('static', filename='js/app.js', v='2.29.4') }}"></script>
          """)
      #expect(session.shop.text(of: "templates/other.html") == Self.other)
      #expect(
        session.shop.text() == """
          {
            "format": 1,
            "assets": {
              "static": {
                "css/site.css": {"token": "46ef5624", "sha256": "\(Self.sheetNext)", "bumped": "2026-06-01", "previous": [{"token": "1", "sha256": "\(Self.sheet)"}]},
                "img/logo.png": {"token": "7aa7a535", "sha256": "\(Self.imageNow)", "bumped": "2026-06-01", "previous": [{"token": "1", "sha256": "\(Self.imageBefore)"}]},
                "js/app.js": {"token": "2.29.4", "sha256": "\(Self.script)", "bumped": "2024-05-01"}
              }
            }
          }

          """)
      // A key, and the references are read again: nothing is left to do.
      try session.type("j", status: "nothing is outdated 2/4")
      session.terminal.send("5")
      try session.terminal.wait { $0.words(of: 2) == "nothing is amiss - 1 shows all" }
      session.terminal.send("1")
      try session.type("B", status: "nothing in view is outdated")
      session.terminal.send("w")
      try session.terminal.wait { $0.words(of: 0) == "write nothing changes" }
      try session.type("y", status: "nothing to write")
      try session.escape(status: "nothing is outdated 2/4")
      session.terminal.send("q")
      try session.expectEnd(.code(0))
    }
  }
}
