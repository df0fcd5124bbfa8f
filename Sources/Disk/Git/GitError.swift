import Values

/// Why git could not be asked.
public enum GitError: Error, Equatable, Sendable {
  /// There is no program of that name.
  case notInstalled
  /// The program could not be started, or no longer be talked to.
  case system(Int32)
  /// The program ended with an error, and said this.
  case failed(String)
  /// The program ended while it read objects: it has not got one, and may not fetch it.
  case noObjects
  /// What the program wrote is not what it is known to write.
  case unreadable
}

extension GitError: CustomStringConvertible {
  /// The reason, for the end of a sentence.
  public var description: String {
    switch self {
    case .notInstalled: "git is not installed"
    case .system(let number): "git cannot be run: \(SystemError.words(number))"
    case .failed(let words):
      "git says: \(words.isEmpty ? "nothing, and gives up" : VisibleText.of(words))"
    case .noObjects: "git has not got the old contents (a partial clone fetches them when asked)"
    case .unreadable: "git answers in a way that is not understood"
    }
  }
}
