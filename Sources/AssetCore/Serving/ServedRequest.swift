import Values

/// Something that is asked for: a URL, and the variant of it.
public struct ServedRequest: Hashable, Sendable {
  /// The URL.
  public var url: WebURL
  /// The variant.
  public var variant: Variant

  /// Makes a request.
  public init(_ url: WebURL, _ variant: Variant) {
    (self.url, self.variant) = (url, variant)
  }

  /// By what a request differs from another for the same URL.
  public enum Variant: String, Sendable {
    /// With every content encoding that the program can read, as browsers ask.
    case browser
    /// The same once more.
    case again
    /// Without `Accept-Encoding`.
    case identity
    /// With one content encoding.
    case gzip, br, zstd
  }
}

/// What became of a request.
public struct ServedResponse: Sendable {
  /// The request.
  public var request: ServedRequest
  /// The answer, or why there is none.
  public var result: Result<ServedAnswer, ServedFailure>

  /// Makes a response.
  public init(_ request: ServedRequest, _ result: Result<ServedAnswer, ServedFailure>) {
    (self.request, self.result) = (request, result)
  }
}

/// An answer as it came.
public struct ServedAnswer: Equatable, Sendable {
  /// The status code.
  public var status: Int
  /// The headers.
  public var headers: HTTPHeaders
  /// The body, with its content encoding taken off.
  public var body: [UInt8]

  /// Makes an answer.
  public init(status: Int, headers: HTTPHeaders, body: [UInt8]) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }
}

/// Why there is no answer.
public enum ServedFailure: Error, Equatable, Sendable {
  /// It took longer than this many seconds.
  case slow(Int)
  /// It has more bytes than are read.
  case large
  /// Nobody answers there.
  case unreachable(String)
  /// What came cannot be read.
  case broken(String)

  /// The reason in words.
  public var words: String {
    switch self {
    case .slow(let seconds): "no answer within \(seconds) s"
    case .large: "more than \(Fetching.largest >> 20) MiB, which are not read"
    case .unreachable(let words), .broken(let words): words
    }
  }
}

/// How much is waited for and read at most.
public enum Fetching {
  /// The time of a request where nobody says another, in seconds.
  public static let seconds = 30
  /// The size of an answer, in bytes.
  public static let largest = 32 << 20
}

/// What asks for URLs.
public protocol Fetcher {
  /// Asks for several URLs at once, and follows no redirect.
  ///
  /// - Parameter body: told of each response once; false ends it.
  func fetch(_ requests: [ServedRequest], _ body: (ServedResponse) -> Bool) throws(FetcherError)
}

/// Why nothing can be asked for.
public enum FetcherError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no program `curl`.
  case notInstalled
  /// The system's error number.
  case system(Int32)
  /// The program did not understand what it was told.
  case refused(Int32)

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .notInstalled:
      "curl is not installed - assetbump verify asks the site by it: apt install curl"
    case .system(let number): "curl cannot be run: error \(number)"
    case .refused(let code):
      "curl ends with \(code) before it asks for anything - is it older than 7.75?"
    }
  }
}
