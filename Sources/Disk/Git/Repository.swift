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

  /// The files among some whose bytes differ from those of HEAD, line endings and the like aside.
  func modified(among paths: [BytePath]) throws(GitError) -> Set<BytePath>

  /// What reads objects.
  func objects() throws(GitError) -> any ObjectReader
}

/// Reads the objects of a repository.
public protocol ObjectReader: AnyObject {
  /// The contents of an object as git keeps them; nil where it is not there.
  func contents(of id: ObjectID) throws(GitError) -> [UInt8]?

  /// The contents of a file as a checkout would write them at a path: line endings, filters.
  ///
  /// Nil where the object is not there.
  func checkedOut(_ id: ObjectID, at path: BytePath) throws(GitError) -> [UInt8]?
}
