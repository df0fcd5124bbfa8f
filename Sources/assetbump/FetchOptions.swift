import ArgumentParser
import AssetCore
import Values

/// What a person tells curl, besides URLs.
struct FetchOptions: ParsableArguments {
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
    help: ArgumentHelp("The time of each request at most, as in curl: 1 to 600.", valueName: "s"))
  var maxTime = Fetching.seconds

  func validate() throws {
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
    guard (1...600).contains(maxTime) else {
      throw ValidationError("--max-time takes 1 to 600.")
    }
  }

  /// Whether anything was said.
  var areGiven: Bool {
    !header.isEmpty || user != nil || cacert != nil || insecure || maxTime != Fetching.seconds
  }

  /// The same for curl.
  var curl: CurlOptions {
    CurlOptions(
      headers: header, user: user, certificates: cacert, isInsecure: insecure, seconds: maxTime)
  }
}

extension WebURL: ExpressibleByArgument {
  /// Takes an address as it is typed.
  public init?(argument: String) {
    self.init(argument)
  }
}
