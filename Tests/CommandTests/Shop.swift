import TestSupport
import Values

/// A project on disk with an asset of every status, in two roots.
struct Shop {
  let folder: TemporaryFolder

  /// Makes the project.
  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.settings, to: "assetbump.toml")
    try folder.write(Self.versions, to: "asset-versions.json")
    // What adds the tokens, in a language of which nothing else is read.
    try folder.writeLoader()
    for (name, text) in Self.files { try folder.write(text, to: BytePath(name)) }
    try folder.makeLink("static/fonts/gone.woff2", to: "nowhere")
  }

  /// Runs the program in the project's folder or one below.
  func run(
    _ arguments: String..., in name: BytePath = ".", environment: [String: String?] = [:]
  ) throws -> Command.Result {
    try Assetbump.run(arguments, in: folder, at: name, environment: environment)
  }

  /// The text of the versions file.
  var versions: String? {
    folder.contents(of: "asset-versions.json").map { String(decoding: $0, as: UTF8.self) }
  }

  static let settings = """
    [[root]]
    [[root]]
    name = "docs.static"
    paths = ["docs/static"]
    url = "/docs/static/"
    tokens = "literal"
    placement = "filename"
    [strategy]
    rules = [{ match = "js/**", use = "date" }, { match = "legal/**", use = "manual" }]

    """

  static let files = [
    "static/css/fresh.css": "fresh\n",
    "static/css/site.css": "body{color:red}\n",
    "static/img/new.png": "png\n",
    "static/js/app.js": "app 2\n",
    "static/legal/terms.html": "terms 2\n",
    "docs/static/guide.html": "guide\n",
    "docs/static/note.css": "note\n",
  ]

  /// The versions file with some of its lines in place of others; an empty one takes the line out.
  static func versions(_ changes: [(String, String)]) -> String {
    var lines = versionLines
    for (old, new) in changes {
      lines = lines.flatMap { $0 == old ? (new.isEmpty ? [] : new.lines) : [$0] }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static let versions = versions([])

  static let versionLines = """
    {
      "format": 1,
      "assets": {
        "docs.static": {
    \(note)
        },
        "static": {
    \(fresh)
    \(site)
    \(app)
    \(old)
    \(terms)
        }
      }
    }
    """.lines

  // Digests as sha256sum prints them: of "note", "fresh", "body{}", "app 1", "old", "terms 1".
  static let note = record(
    "note.css", "389ed688", "389ed6887e49a315f706f6c2b931b1dcf0d797c91437124f32eb98555c669758",
    isLast: true)
  static let fresh = record(
    "css/fresh.css", "02db0d26", "02db0d2659c9d48bc15f81a388594fc0e3cf4c780fdc27ea21e0671afc37de19")
  static let site = record(
    "css/site.css", "2708d73b", "2708d73bf31c36cdfa1aa466551ed101017280fa546caba4473cfef6e92a93b5")
  static let app = record(
    "js/app.js", "20240501", "0aac159e20b49bf0edd31ec3f78090c27c1855917370a5686d0eba418382a10c")
  static let old = record(
    "js/old.js", "20240501", "01d09d19c2139a46aebfb577780d123d7396e97201bc7ead210a2ebff8239dee")
  static let terms = record(
    "legal/terms.html", "v1", "ac169dd9b9ef01a28d958224c74977793a84c85131eaa4dc34f2616ce1ab3302",
    isLast: true)

  // Digests of the files as they are now.
  static let freshNow = "02db0d2659c9d48bc15f81a388594fc0e3cf4c780fdc27ea21e0671afc37de19"
  static let siteNow = "74d94aede163ac74eb42fe7cac4066626820fa15001ddf02c3b2d25df8e6c771"
  static let newNow = "33d8344a7135c42aa3876706b908f95b702d83ff53e05e4aaff17c07bf67a98e"
  static let appNow = "3d48cde43f600d4885b65fa9ac0ff76f317e47516b1474d498e27c74b5f6e620"
  static let termsNow = "daf0381aa6d1742b08d892e90b63fc4b823286b2171a2ad1a33e5c743c7f575e"
  static let guideNow = "90c390ec1de806bf945885cd0af51e90c3cd8cda0d0ff676051a56c20848c90f"
  static let noteNow = "389ed6887e49a315f706f6c2b931b1dcf0d797c91437124f32eb98555c669758"

  // The tokens that the assets had before their bump.
  static let siteBefore =
    #"[{"token": "2708d73b", "sha256": "2708d73bf31c36cdfa1aa466551ed101017280fa546caba4473cfef6e92a93b5"}]"#
  static let appBefore =
    #"[{"token": "20240501", "sha256": "0aac159e20b49bf0edd31ec3f78090c27c1855917370a5686d0eba418382a10c"}]"#
  static let termsBefore =
    #"[{"token": "v1", "sha256": "ac169dd9b9ef01a28d958224c74977793a84c85131eaa4dc34f2616ce1ab3302"}]"#

  /// A line of the versions file.
  static func record(
    _ path: String, _ token: String, _ digest: String, strategy: String? = nil,
    bumped: String = "2024-05-01", previous: String? = nil, isLast: Bool = false
  ) -> String {
    let strategy = strategy.map { #", "strategy": "\#($0)""# } ?? ""
    let previous = previous.map { #", "previous": \#($0)"# } ?? ""
    return #"      "\#(path)": {"token": "\#(token)"\#(strategy), "sha256": "\#(digest)", "#
      + #""bumped": "\#(bumped)"\#(previous)}\#(isLast ? "" : ",")"#
  }
}

extension String {
  /// The lines of the text.
  var lines: [String] {
    split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
