/// The history of some files: every commit that HEAD comes from, with what it changed in them.
public struct CommitLog: Equatable, Sendable {
  /// A commit.
  public struct Commit: Equatable, Sendable {
    /// Its parents, in git's order.
    public var parents: [ObjectID]
    /// For each parent, the files that differ from it; of a commit without parents, one for nothing.
    public var changes: [[BytePath: Change]]
    /// Its place among all, the newest first.
    public var place: Int
  }

  /// What became of a file.
  public struct Change: Equatable, Sendable {
    /// The contents in the parent; nil where there was no such file.
    public var before: ObjectID?
    /// The contents in the commit; nil where there is no such file any more.
    public var after: ObjectID?

    /// Makes a change.
    public init(before: ObjectID?, after: ObjectID?) {
      self.before = before
      self.after = after
    }
  }

  /// The commits.
  public private(set) var commits: [ObjectID: Commit] = [:]
  /// The newest; nil where there is none.
  public private(set) var head: ObjectID?

  /// Makes a log without commits.
  public init() {}

  /// The contents of a file in a commit; nil where the commit has no such file.
  public func blob(of path: BytePath, in commit: ObjectID) -> ObjectID? {
    var id = commit
    while let commit = commits[id] {
      if let change = commit.changes.lazy.compactMap({ $0[path] }).first { return change.after }
      guard let parent = commit.parents.first else { return nil }
      id = parent
    }
    return nil
  }

  /// Adds a commit, older than all before or unrelated; one that is there already gets more parents'
  /// changes.
  mutating func add(_ id: ObjectID, parents: [ObjectID]) {
    guard commits[id] == nil else { return }
    if head == nil { head = id }
    commits[id] = Commit(
      parents: parents, changes: Array(repeating: [:], count: max(1, parents.count)),
      place: commits.count)
  }

  /// Adds what a commit changed in a file, against one of its parents.
  mutating func add(_ change: Change, of path: BytePath, in id: ObjectID, against parent: Int) {
    commits[id]?.changes[parent][path] = change
  }

  /// Adds the commits of another log.
  mutating func add(_ other: CommitLog) {
    for (id, commit) in other.commits where commits[id] == nil {
      commits[id] = commit
      if head == nil { head = id }
    }
  }

  /// The number of commits newer than the one that set a token; what is not committed is newer than
  /// all, what the history does not know older.
  func place(of origin: TokenOrigin) -> Int {
    switch origin {
    case .uncommitted: -1
    case .unknown: Int.max
    case .commit(let id): commits[id]?.place ?? Int.max
    }
  }
}
