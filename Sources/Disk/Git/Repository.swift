import Values

/// The seam to a project's history: the few things that are asked of git.
///
/// Paths are those of the repository, from its top.
public protocol Repository: Sendable {
  /// Where the project's folder lies in the repository, `.` for its top.
  var prefix: BytePath { get }

  /// The commits before which the repository knows nothing, as a shallow clone has them.
  func shallowCommits() throws(GitError) -> Set<ObjectID>

  /// The history of files, along first parents.
  func log(of paths: [BytePath]) throws(GitError) -> CommitLog

  /// What commits changed in all files, against their first parents.
  func changes(in commits: [ObjectID]) throws(GitError) -> CommitLog

  /// The folders of submodules in the project's folder.
  func submodules() throws(GitError) -> [BytePath]

  /// What reads objects.
  func objects() throws(GitError) -> any ObjectReader
}
