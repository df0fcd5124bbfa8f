import FoundationEssentials
import TestSupport
import Values

/// What the demo's pages hold and what its static URLs answer, as real Flask serves them.
struct DemoPages {
  /// The pages by their address.
  var pages: [String: Page]
  /// The status code of each static URL in the pages.
  var responses: [String: Int]
  /// The `Cache-Control` of each static URL in the pages.
  var cache: [String: String]

  /// One page.
  struct Page: Decodable {
    /// The status code.
    var status: Int
    /// Every static URL in the page, in order, not escaped.
    var urls: [String]
    /// The page's text.
    var html: String
  }

  /// Serves a copy of the demo with Flask's test client and requests every page.
  static func of(_ demo: BytePath) throws -> DemoPages {
    let script = VisibleText.of(Tool.repository.appending("Tests/Flask/pages.py"))
    let result = try Command.run(try Tool.python(), [script, VisibleText.of(demo)])
    guard result.status == 0 else { throw DemoFailure(text: result.errors) }
    return try JSONDecoder().decode(DemoPages.self, from: Data(result.output.utf8))
  }
}

extension DemoPages: Decodable {
  /// Reads an object whose members are the pages, and `responses` and `cache`.
  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: MemberName.self)
    responses = try members.decode([String: Int].self, forKey: MemberName("responses"))
    cache = try members.decode([String: String].self, forKey: MemberName("cache"))
    pages = [:]
    for name in members.allKeys where name.stringValue.hasPrefix("/") {
      pages[name.stringValue] = try members.decode(Page.self, forKey: name)
    }
  }

  private struct MemberName: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// Flask could not serve the demo.
struct DemoFailure: Error {
  let text: String
}

/// A copy of the demo for a test.
struct DemoCopy {
  let folder: TemporaryFolder
  /// Where the program keeps what belongs to a person and not to the project.
  private let home: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    home = try TemporaryFolder()
    let demo = VisibleText.of(Tool.repository.appending("assets-demo"))
    let result = try Command.run("cp", ["-R", "\(demo)/.", VisibleText.of(folder.path)])
    guard result.status == 0 else { throw DemoFailure(text: result.errors) }
  }

  /// The environment of the program: its folders, and the day 2026-08-22.
  var environment: [String: String] {
    [
      "SOURCE_DATE_EPOCH": "1787356800", "XDG_STATE_HOME": VisibleText.of(home.path),
      "XDG_CACHE_HOME": VisibleText.of(home.path),
    ]
  }

  /// Runs the program on the copy, on 2026-08-22.
  func run(_ arguments: [String]) throws -> Command.Result {
    try Command.run(
      try Tool.path(), arguments, in: folder.path,
      environment: environment)
  }

  /// Each asset's line of `list --json`.
  func list() throws -> [ListedAsset] {
    struct Object: Decodable {
      var assets: [ListedAsset]
    }
    let output = try run(["list", "--json"]).output
    return try JSONDecoder().decode(Object.self, from: Data(output.utf8)).assets
  }
}

/// What `list --json` says of an asset, as far as these tests look.
struct ListedAsset: Decodable {
  var root: String
  var path: String
  var status: String
  var strategy: String
  var token: String?
  var url: String?
  var nextURL: String?
}
