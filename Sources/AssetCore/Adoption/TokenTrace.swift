/// Follows tokens back through the history to the commit that set each.
///
/// A token is followed as `git blame` follows a line, but for the rest of the line: from a commit to
/// the first parent whose file holds the same token for the same asset. Where none does, the token may
/// have come with its text from another file that the commit changed or took away; else the commit set
/// it. A token that went and came back was set when it came back.
struct TokenTrace {
  /// The history of the files that are followed.
  var log: CommitLog
  /// Everything that some commits changed, for what was moved between files.
  var moves = CommitLog()
  /// Commits before which nothing is known.
  let shallow: Set<ObjectID>
  /// Whether a version of a file holds a token.
  let holds: (AssetToken, ObjectID, BytePath) throws(GitError) -> Bool
  /// Commits whose changes have to be known to say more.
  private(set) var wantedCommits: Set<ObjectID> = []
  /// Files whose history has to be known to say more.
  private(set) var wantedPaths: Set<BytePath> = []
  private var steps: [BytePath: [ObjectID: ObjectID]] = [:]

  init(
    _ log: CommitLog, shallow: Set<ObjectID> = [],
    holds: @escaping (AssetToken, ObjectID, BytePath) throws(GitError) -> Bool
  ) {
    self.log = log
    self.shallow = shallow
    self.holds = holds
  }

  /// Takes in what was wanted.
  mutating func take(_ log: CommitLog, moves: CommitLog) {
    self.log = log
    self.moves.add(moves)
    wantedCommits = []
    wantedPaths = []
    steps = [:]
  }

  /// When a token was set that stands in a file.
  ///
  /// As far as is known: what is wanted to say more is noted.
  mutating func origin(
    of token: AssetToken, in file: BytePath, following paths: Set<BytePath>
  ) throws(GitError) -> TokenOrigin {
    guard let head = log.head, let blob = log.blob(of: file, in: head),
      try holds(token, blob, file)
    else { return .uncommitted }
    var (id, path) = (head, file)
    while true {
      id = touching(path, from: id)
      guard let commit = log.commits[id] else { return .unknown }
      if let parent = try same(token, path, in: commit) {
        id = parent
        continue
      }
      if shallow.contains(id) { return .unknown }
      guard !commit.parents.isEmpty else { return .commit(id) }
      guard let (parent, other) = try moved(token, from: path, in: id) else { return .commit(id) }
      guard paths.contains(other) else {
        wantedPaths.insert(other)
        return .commit(id)
      }
      (id, path) = (parent, other)
    }
  }

  /// The nearest commit by first parents that changed a file.
  private mutating func touching(_ path: BytePath, from start: ObjectID) -> ObjectID {
    if let known = steps[path]?[start] { return known }
    var id = start
    while let commit = log.commits[id], !commit.changes.contains(where: { $0[path] != nil }),
      let parent = commit.parents.first
    {
      id = parent
    }
    steps[path, default: [:]][start] = id
    return id
  }

  /// The first parent whose file is the same, or holds the token too.
  private func same(
    _ token: AssetToken, _ path: BytePath, in commit: CommitLog.Commit
  ) throws(GitError) -> ObjectID? {
    for (parent, changes) in zip(commit.parents, commit.changes) where changes[path] == nil {
      return parent
    }
    for (parent, changes) in zip(commit.parents, commit.changes) {
      if let before = changes[path]?.before, try holds(token, before, path) { return parent }
    }
    return nil
  }

  /// Another file of a parent that held the token, and that the commit changed or took away.
  private mutating func moved(
    _ token: AssetToken, from path: BytePath, in id: ObjectID
  ) throws(GitError) -> (ObjectID, BytePath)? {
    guard let commit = moves.commits[id] else {
      wantedCommits.insert(id)
      return nil
    }
    for (parent, changes) in zip(commit.parents, commit.changes) {
      for (other, change) in changes.sorted(by: { $0.key < $1.key }) where other != path {
        if let before = change.before, try holds(token, before, other) { return (parent, other) }
      }
    }
    return nil
  }

  /// The contents that an asset had in a commit, wherever it lay then; nil where it was not there.
  ///
  /// - Parameter name: the asset's file as it lies now.
  mutating func asset(
    _ name: BytePath, in commit: ObjectID, following paths: Set<BytePath>
  ) -> ObjectID? {
    var name = name
    guard var id = log.head else { return nil }
    while true {
      if let blob = log.blob(of: name, in: commit) { return blob }
      id = touching(name, from: id)
      guard let change = log.commits[id]?.changes.lazy.compactMap({ $0[name] }).first else {
        return nil
      }
      guard change.before == nil, let added = change.after else {
        guard let parent = log.commits[id]?.parents.first else { return nil }
        id = parent
        continue
      }
      guard let (parent, other) = renamed(name, added, in: id) else { return nil }
      guard paths.contains(other) else {
        wantedPaths.insert(other)
        return nil
      }
      (id, name) = (parent, other)
    }
  }

  /// The file that a commit took away when it made another: one of the same contents, else of the same
  /// name where there is only one.
  private mutating func renamed(
    _ path: BytePath, _ blob: ObjectID, in id: ObjectID
  ) -> (ObjectID, BytePath)? {
    guard let commit = moves.commits[id] else {
      wantedCommits.insert(id)
      return nil
    }
    for (parent, changes) in zip(commit.parents, commit.changes) {
      let gone = changes.filter { $0.value.after == nil && $0.value.before != nil }
      let equal = gone.filter { $0.value.before == blob }.keys
      let namesakes = gone.keys.filter { $0.name.elementsEqual(path.name) }
      if let other = equal.min() ?? (namesakes.count == 1 ? namesakes[0] : nil) {
        return (parent, other)
      }
    }
    return nil
  }
}
