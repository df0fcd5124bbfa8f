import Values

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
