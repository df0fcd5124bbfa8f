import ArgumentParser
import AssetCore
import Values

/// What the running site really serves.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read a running site, and judge what it serves: tokens, bytes, caching.",
    discussion: """
      It reads the pages of one origin from URL on and asks, by the program curl, for each file that they \
      name: no other origin but those named, nothing unasked. It judges by the versions file and the \
      working tree, and exits with 1 where a finding is a warning or an error. ^C ends it with what is \
      known.

      Examples:
        assetbump verify http://127.0.0.1:5000/
        assetbump verify https://www.example.com --origin https://cdn.example.com --pages 200
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The page to begin at.", valueName: "url"))
  var url: WebURL

  @Option(help: "The number of pages that are read at most.")
  var pages = 50

  @Option(help: "The number of links from the first page to another at most.")
  var depth = 3

  @Option(
    help: ArgumentHelp("A further page, by its path or URL; may be given again.", valueName: "path")
  )
  var page: [String] = []

  @Option(
    help: ArgumentHelp("A further origin that is asked, as of a CDN.", valueName: "url"))
  var origin: [WebURL] = []

  @OptionGroup var fetching: FetchOptions

  @Option(
    help: "How findings are printed: text, json, github (annotations), sarif (2.1.0).")
  var format: FindingFormat = .text

  @Flag(help: "Print one JSON object: --format json.")
  var json = false

  func validate() throws {
    guard !json || format == .text || format == .json else {
      throw ValidationError("--json goes with --format json, not \(format.rawValue).")
    }
    guard (1...10_000).contains(pages), (0...100).contains(depth) else {
      throw ValidationError("--pages takes 1 to 10000, --depth 0 to 100.")
    }
    for path in page where url.resolved(Array(path.utf8)) == nil {
      throw ValidationError("--page takes a path or a URL.")
    }
  }

  func run() throws {
    try VerifyRun(
      options: common, start: url, pages: page.compactMap { url.resolved(Array($0.utf8)) },
      origins: origin, limits: .init(pages: pages, depth: depth),
      curl: fetching.curl,
      format: json ? .json : format
    ).run()
  }
}
