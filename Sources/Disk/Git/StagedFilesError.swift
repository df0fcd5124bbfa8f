import Values

/// Why the index says nothing of what a commit would hold.
public enum StagedFilesError: Error, Equatable, Sendable {
  /// A file has a conflict that is not resolved.
  case conflict(BytePath)
  /// git has no contents of a file.
  case noObject(BytePath)
  /// The path of a file leads out of the folder, by `..` or through a link.
  case outside(BytePath)
}

extension StagedFilesError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .conflict(let path):
      "\(VisibleText.of(path)) has a conflict in git's index - resolve it, and add it"
    case .noObject(let path):
      "git has no contents of \(VisibleText.of(path)), which its index names - run git fsck"
    case .outside(let path):
      "git holds \(VisibleText.of(path)), a path that leads out of its folder: nothing is read of that"
        + " commit or index - somebody made it by hand; run git fsck"
    }
  }
}
