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
