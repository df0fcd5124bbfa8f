import ArgumentParser
import AssetCore

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

  @Option(help: ArgumentHelp("A header for each request, as in curl.", valueName: "name: value"))
  var header: [String] = []

  @Option(help: ArgumentHelp("Name and password, as in curl.", valueName: "name:password"))
  var user: String?

  @Option(
    help: ArgumentHelp("Certificates to trust, as in curl.", valueName: "file"), completion: .file()
  )
  var cacert: String?

  @Flag(help: "Trust every certificate, as in curl.")
  var insecure = false

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
    for text in header + [user ?? ""] {
      // A header that begins so is a file's name to curl.
      guard !text.hasPrefix("@"), text.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\t" })
      else {
        throw ValidationError("--header and --user take one line of text, and no file.")
      }
    }
    guard header.allSatisfy({ $0.contains(":") || $0.hasSuffix(";") }) else {
      throw ValidationError("--header takes 'Name: value'.")
    }
    guard user?.contains(":") != false else {
      throw ValidationError("--user takes NAME:PASSWORD.")
    }
    for path in page where url.resolved(Array(path.utf8)) == nil {
      throw ValidationError("--page takes a path or a URL.")
    }
  }

  func run() throws {
    try VerifyRun(
      options: common, start: url, pages: page.compactMap { url.resolved(Array($0.utf8)) },
      origins: origin, limits: .init(pages: pages, depth: depth),
      curl: CurlOptions(
        headers: header, user: user, certificates: cacert, isInsecure: insecure),
      format: json ? .json : format
    ).run()
  }
}

extension WebURL: ExpressibleByArgument {
  /// Takes an address as it is typed.
  public init?(argument: String) {
    self.init(argument)
  }
}
