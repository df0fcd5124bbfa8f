import Values

/// Asks for one page.
public struct PageFetch {
  private let fetcher: any Fetcher

  /// Makes it ask by a fetcher.
  public init(by fetcher: any Fetcher) {
    self.fetcher = fetcher
  }

  /// The most redirects that are followed.
  private static let mostRedirects = 5

  /// Asks for a page; redirects are followed inside its origin.
  ///
  /// - Returns: the URL that gave it, and its bytes; nil where the fetcher was told to end.
  public func page(at start: WebURL) throws -> (url: WebURL, body: [UInt8])? {
    var url = start
    for _ in 0...Self.mostRedirects {
      guard let answer = try answer(to: url) else { return nil }
      switch answer.status {
      case 200..<300:
        guard Crawl.isHTML(answer) else {
          throw PageFetchError.noPage(url, answer.headers.type ?? "of no type")
        }
        return (url, answer.body)
      case 300..<400:
        let location = answer.headers["location"] ?? ""
        guard let target = url.resolved(Array(location.utf8)), target.origin == url.origin else {
          throw PageFetchError.elsewhere(url, location)
        }
        url = target
      default: throw PageFetchError.status(url, answer.status)
      }
    }
    throw PageFetchError.redirects(start)
  }

  private func answer(to url: WebURL) throws -> ServedAnswer? {
    var result: Result<ServedAnswer, ServedFailure>?
    try fetcher.fetch([ServedRequest(url, .browser)]) { response in
      result = response.result
      return true
    }
    switch result {
    case .success(let answer): return answer
    case .failure(let failure): throw PageFetchError.noAnswer(url, failure)
    case nil: return nil
    }
  }
}

/// Why a page could not be read.
public enum PageFetchError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Nobody answers.
  case noAnswer(WebURL, ServedFailure)
  /// The answer is an error.
  case status(WebURL, Int)
  /// It leads to another origin.
  case elsewhere(WebURL, String)
  /// It leads on and on.
  case redirects(WebURL)
  /// It is no page, but of this type.
  case noPage(WebURL, String)

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .noAnswer(let url, .unreachable(let words)):
      "\(url.text): \(words) - start the application, or name its address"
    case .noAnswer(let url, let failure): "\(url.text): \(failure.words)"
    case .status(let url, let status): "\(url.text) answers \(status) - name a page that it has"
    case .elsewhere(let url, let location):
      "\(url.text) leads to \(VisibleText.quoted(String(location.prefix(200)))), which is not asked"
        + " - name that page"
    case .redirects(let url): "\(url.text) leads on and on - name the page where it ends"
    case .noPage(let url, let type):
      "\(url.text) is no page, but \(VisibleText.of(String(type.prefix(200)))) - name a page"
    }
  }
}
