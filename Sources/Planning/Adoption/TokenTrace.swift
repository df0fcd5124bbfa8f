import Disk
import Values

/// Follows tokens back through the history to the commit that set each.
///
/// From the newest version of a file to the oldest that holds the same token for the same asset; where
/// the one before does not, the token may have come with its text from another file, which the commit
/// changed or took away; else the commit set it. A token that went and came back was set when it came
/// back.
struct TokenTrace {
  /// The history of the files that are followed.
  private(set) var log: CommitLog
  /// All that some commits changed, for what was moved between files.
  private var moves = CommitLog()
  /// Commits before which nothing is known.
  private let shallow: Set<ObjectID>
  /// Whether a version of a file holds a token.
  private let holds: (AssetToken, ObjectID, BytePath) throws(GitError) -> Bool
  /// Commits all of whose changes have to be known to say more.
  private(set) var wantedCommits: Set<ObjectID> = []
  /// Files whose history has to be known to say more.
  private(set) var wantedPaths: Set<BytePath> = []

  init(
    _ log: CommitLog, shallow: Set<ObjectID> = [],
    holds: @escaping (AssetToken, ObjectID, BytePath) throws(GitError) -> Bool
  ) {
    self.log = log
    self.shallow = shallow
    self.holds = holds
  }

  /// Takes in what was wanted: the history of more files, and all that more commits changed.
  mutating func take(_ log: CommitLog, moves: CommitLog) {
    self.log = log
    self.moves = moves
    wantedCommits = []
    wantedPaths = []
  }

  /// The place of the commit that set a token: -1 for what is not committed, that of no commit for what
  /// is older than the history.
  func place(of origin: TokenOrigin) -> Int {
    switch origin {
    case .uncommitted: -1
    case .unknown: log.commits.count
    case .commit(let id): log.place(of: id) ?? log.commits.count
    }
  }

  /// When a token was set that stands in a file.
  ///
  /// As far as is known: what is wanted to say more is noted.
  ///
  /// - Parameter paths: the files whose history is known.
  mutating func origin(
    of token: AssetToken, in file: BytePath, following paths: Set<BytePath>
  ) throws(GitError) -> TokenOrigin {
    guard let blob = log.blob(of: file, at: 0), try holds(token, blob, file) else {
      return .uncommitted
    }
    var (path, place) = (file, 0)
    // Each step leads to an older commit.
    while true {
      var origin: ObjectID?
      for change in log.changes[path] ?? [] where change.place >= place {
        place = change.place + 1
        if let before = change.before, try holds(token, before, path) { continue }
        origin = log.commits[change.place]
        break
      }
      guard let origin, !shallow.contains(origin) else { return .unknown }
      guard let other = try moved(token, from: path, in: origin) else { return .commit(origin) }
      guard paths.contains(other) else {
        wantedPaths.insert(other)
        return .commit(origin)
      }
      path = other
    }
  }

  /// Another file that held a token before a commit changed it or took it away.
  private mutating func moved(
    _ token: AssetToken, from path: BytePath, in commit: ObjectID
  ) throws(GitError) -> BytePath? {
    guard moves.place(of: commit) != nil else {
      wantedCommits.insert(commit)
      return nil
    }
    for (other, change) in moves.changes(in: commit) where other != path {
      if let before = change.before, try holds(token, before, other) { return other }
    }
    return nil
  }

  /// The contents that an asset had in a commit, wherever it lay then; nil where it was not there.
  ///
  /// - Parameter name: the asset's file as it lies now.
  mutating func asset(
    _ name: BytePath, in commit: ObjectID, following paths: Set<BytePath>
  ) -> ObjectID? {
    guard let place = log.place(of: commit) else { return nil }
    var name = name
    var newest = 0
    while true {
      if let blob = log.blob(of: name, at: place) { return blob }
      // The commit that made the file under this name, if it is a newer one.
      guard
        let added = log.changes[name]?.first(where: {
          $0.place >= newest && $0.place < place && $0.before == nil
        }), let blob = added.after,
        let other = renamed(to: name, blob, in: log.commits[added.place])
      else { return nil }
      guard paths.contains(other) else {
        wantedPaths.insert(other)
        return nil
      }
      newest = added.place + 1
      name = other
    }
  }

  /// The file that a commit took away when it made another: one of the same contents, else of the same
  /// name where there is only one.
  private mutating func renamed(
    to path: BytePath, _ blob: ObjectID, in commit: ObjectID
  ) -> BytePath? {
    guard moves.place(of: commit) != nil else {
      wantedCommits.insert(commit)
      return nil
    }
    let gone = moves.changes(in: commit).filter {
      $0.change.after == nil && $0.change.before != nil
    }
    if let equal = gone.first(where: { $0.change.before == blob }) { return equal.path }
    let namesakes = gone.filter { $0.path.name.elementsEqual(path.name) }
    return namesakes.count == 1 ? namesakes[0].path : nil
  }
}
