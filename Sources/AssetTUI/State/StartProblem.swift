import AssetCore

/// Why there is no project to show.
public enum StartProblem: Equatable, Sendable {
  /// The settings cannot be read.
  case broken(ProjectFailure)
  /// No project was found.
  ///
  /// - Parameters:
  ///   - words: where was looked.
  ///   - draft: what `init` would do in the folder, a line each; nil where it would do nothing.
  case missing(words: String, draft: [String]?)

  /// What is printed where the program ends without a project.
  public var message: String {
    switch self {
    case .broken(let failure): failure.message
    case .missing(let words, _): words
    }
  }
}
