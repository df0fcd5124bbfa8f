import Values

/// What the commits of a branch changed in some files, the newest first.
///
/// The branch is that of first parents: a merge stands for all that it brought, for what was only
/// tried out on the way to it was never served.
public struct CommitLog: Sendable {
  /// The commits that changed one of the files.
  public private(set) var commits: [ObjectID] = []
  /// What became of each file, the newest first.
  public private(set) var changes: [BytePath: [Change]] = [:]
  /// The commits that each submodule was set to, the newest first, with the places of those that set it;
  /// nil where it was taken away.
  private var links: [BytePath: [(place: Int, commit: ObjectID?)]] = [:]
  private var places: [ObjectID: Int] = [:]
  private var files: [[FileChange]] = []

  /// What a commit made of a file.
  public struct Change: Equatable, Sendable {
    /// The commit's place among all, from 0 for the newest.
    public var place: Int
    /// The contents before; nil where there was no such file.
    public var before: ObjectID?
    /// The contents in the commit; nil where there is no such file any more.
    public var after: ObjectID?
  }

  /// What a commit made of one of its files.
  package struct FileChange: Equatable, Sendable {
    package var path: BytePath
    package var change: Change
  }

  /// Makes a log without commits.
  public init() {}

  /// The place of a commit.
  package func place(of commit: ObjectID) -> Int? {
    places[commit]
  }

  /// The contents of a file at a commit's place; nil where it had no such file.
  package func blob(of path: BytePath, at place: Int) -> ObjectID? {
    changes(of: path, from: place).first?.after
  }

  /// What became of a file in the commit of a place, and in those older.
  package func changes(of path: BytePath, from place: Int) -> ArraySlice<Change> {
    guard let list = changes[path] else { return [] }
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle].place < place { low = middle + 1 } else { high = middle }
    }
    return list[low...]
  }

  /// The commit that a submodule was at in the commit of a place; nil where there was no such one.
  package func link(of path: BytePath, at place: Int) -> ObjectID? {
    guard let list = links[path] else { return nil }
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle].place < place { low = middle + 1 } else { high = middle }
    }
    return low < list.count ? list[low].commit : nil
  }

  /// What the commit of a place changed, in the order of the files' bytes.
  package func files(at place: Int) -> [FileChange] {
    files[place].sorted { $0.path < $1.path }
  }

  /// Adds a commit, older than all before.
  mutating func add(_ commit: ObjectID) {
    places[commit] = commits.count
    commits.append(commit)
    files.append([])
  }

  /// Adds what the commit that was added last set a submodule to.
  mutating func addLink(_ path: BytePath, to commit: ObjectID?) {
    links[path, default: []].append((commits.count - 1, commit))
  }

  /// Adds what the commit that was added last made of a file.
  mutating func add(_ path: BytePath, from before: ObjectID?, to after: ObjectID?) {
    let change = Change(place: commits.count - 1, before: before, after: after)
    changes[path, default: []].append(change)
    files[commits.count - 1].append(FileChange(path: path, change: change))
  }
}
