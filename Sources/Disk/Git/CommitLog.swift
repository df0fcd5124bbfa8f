import Values

/// What the commits of a branch changed in some files, the newest first.
///
/// The branch is that of first parents: a merge stands for all that it brought, for what was only
/// tried out on the way to it was never served.
public struct CommitLog: Equatable, Sendable {
  /// The commits that changed one of the files.
  public private(set) var commits: [ObjectID] = []
  /// What became of each file, the newest first.
  public private(set) var changes: [BytePath: [Change]] = [:]
  private var places: [ObjectID: Int] = [:]

  /// What a commit made of a file.
  public struct Change: Equatable, Sendable {
    /// The commit's place among all, from 0 for the newest.
    public var place: Int
    /// The contents before; nil where there was no such file.
    public var before: ObjectID?
    /// The contents in the commit; nil where there is no such file any more.
    public var after: ObjectID?
  }

  /// Makes a log without commits.
  public init() {}

  /// The place of a commit.
  package func place(of commit: ObjectID) -> Int? {
    places[commit]
  }

  /// The contents of a file at a commit's place; nil where it had no such file.
  package func blob(of path: BytePath, at place: Int) -> ObjectID? {
    changes[path]?.first { $0.place >= place }?.after
  }

  /// What a commit changed, by file.
  package func changes(in commit: ObjectID) -> [(path: BytePath, change: Change)] {
    guard let place = places[commit] else { return [] }
    return changes.compactMap { path, list in
      list.first { $0.place == place }.map { (path, $0) }
    }.sorted { $0.path < $1.path }
  }

  /// Adds a commit, older than all before.
  mutating func add(_ commit: ObjectID) {
    places[commit] = commits.count
    commits.append(commit)
  }

  /// Adds what the commit that was added last made of a file.
  mutating func add(_ path: BytePath, from before: ObjectID?, to after: ObjectID?) {
    changes[path, default: []].append(
      Change(place: commits.count - 1, before: before, after: after))
  }
}
