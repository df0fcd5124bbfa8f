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
  var moves: [ObjectID: CommitMoves] = [:]
  /// Commits before which nothing is known.
  let shallow: Set<ObjectID>
  /// The tokens that a version of a file holds.
  let tokens: (ObjectID, BytePath) throws(GitError) -> Set<AssetToken>
  /// What was found of tokens on their way back, so that a later round does not read it again.
  var steps: [Step: ObjectID?] = [:]
  /// The files that held tokens before commits, at most two of each.
  var holders: [ObjectID: [AssetToken: [BytePath]]] = [:]
  /// Commits all of whose changes have to be known to say more.
  var wantedCommits: Set<ObjectID> = []
  /// Files whose history has to be known to say more.
  var wantedPaths: Set<BytePath> = []

  init(
    _ log: CommitLog, shallow: Set<ObjectID> = [],
    tokens: @escaping (ObjectID, BytePath) throws(GitError) -> Set<AssetToken>
  ) {
    self.log = log
    self.shallow = shallow
    self.tokens = tokens
  }

  /// Takes in what was wanted: the history of more files, and all that more commits changed.
  mutating func take(_ log: CommitLog, adding changes: CommitLog) {
    self.log = log
    for (place, commit) in changes.commits.enumerated() {
      moves[commit] = CommitMoves(changes.files(at: place))
    }
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
        let added = log.changes(of: name, from: newest).first(where: { $0.before == nil }),
        added.place < place, let blob = added.after,
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
    guard let moves = moves[commit] else {
      wantedCommits.insert(commit)
      return nil
    }
    return moves.origin(of: path, blob)
  }
}
