import Values

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
