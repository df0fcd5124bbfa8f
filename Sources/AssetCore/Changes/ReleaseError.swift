import Disk
import Site
import Values

/// Why a release cannot be compared.
public enum ReleaseError: Error, Equatable, Sendable {
  /// The project has no history.
  case repository(GitRepository.Absence)
  /// The program `git` failed.
  case git(GitError)
  /// A name leads to no commit.
  case unknown(String)
  /// A text is no pair of revisions.
  case malformed(String)
  /// The versions file lies outside of the repository.
  case outside(BytePath)
  /// The versions file in a commit cannot be read.
  case versions(VersionsError)
  /// No commit has the versions file.
  case neverCommitted(BytePath)
  /// The history is cut off, so that nothing says which commit changed the versions file last.
  case shallow
}

extension ReleaseError: CustomStringConvertible {
  /// What is wrong, and what to do next.
  public var description: String {
    switch self {
    case .repository(let absence): "\(absence) - assetbump changes compares what git has"
    case .git(let error): error.description
    case .unknown(let name):
      "no revision \(VisibleText.quoted(name)) - git tag and git log show those there are"
    case .malformed(let text):
      "\(VisibleText.quoted(text)) names no two revisions - write REV, or REV..REV"
    case .outside(let path):
      "\(VisibleText.of(path)) lies outside of the git repository - nothing there says what it was"
    case .versions(let error): error.description
    case .neverCommitted(let path):
      "no commit has \(VisibleText.of(path)) - commit it, or name a revision"
    case .shallow:
      "the clone is shallow and has no tag - name a revision, or git fetch --unshallow --tags"
    }
  }
}
