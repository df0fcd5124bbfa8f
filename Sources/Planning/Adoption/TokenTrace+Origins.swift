import Disk
import Values

// Each version of a file is read once for all tokens that are followed through it, and kept no longer.
extension TokenTrace {
  /// A token in a file in which it stands now.
  struct Standing: Hashable {
    let token: AssetToken
    let file: BytePath
  }

  /// A token on its way back: in a file, behind a commit that did not set it; nil for the newest.
  struct Step: Hashable {
    let token: AssetToken
    let path: BytePath
    let behind: ObjectID?
  }

  /// A token that is followed.
  private struct Followed {
    let standing: Standing
    let step: Step
    /// The newest place that is looked at.
    let place: Int
  }

  /// When a token was set that stands in a file; as far as is known, and what is wanted to say more is noted.
  ///
  /// - Parameter paths: the files whose history is known.
  mutating func origin(
    of token: AssetToken, in file: BytePath, following paths: Set<BytePath>
  ) throws(GitError) -> TokenOrigin {
    let standing = Standing(token: token, file: file)
    return try origins(of: [standing], following: paths)[standing] ?? .unknown
  }

  /// When tokens were set that stand in files; as far as is known, and what is wanted to say more is noted.
  ///
  /// - Parameter paths: the files whose history is known.
  mutating func origins(
    of all: [Standing], following paths: Set<BytePath>
  ) throws(GitError) -> [Standing: TokenOrigin] {
    var origins: [Standing: TokenOrigin] = [:]
    var followed: [Followed] = []
    for (file, standing) in Dictionary(grouping: all, by: \.file).sorted(by: { $0.key < $1.key }) {
      let held = try log.blob(of: file, at: 0).map { (blob) throws(GitError) in
        try tokens(blob, file)
      }
      for one in standing {
        if held?.contains(one.token) ?? false {
          let step = Step(token: one.token, path: file, behind: nil)
          followed.append(Followed(standing: one, step: step, place: 0))
        } else {
          origins[one] = .uncommitted
        }
      }
    }
    // Each round leads to older commits.
    while !followed.isEmpty {
      try sweep(followed)
      var set: [(one: Followed, commit: ObjectID)] = []
      for one in followed {
        if let commit = steps[one.step] ?? nil, !shallow.contains(commit) {
          set.append((one, commit))
        } else {
          origins[one.standing] = .unknown
        }
      }
      try findHolders(set.map { ($0.one.step.token, $0.commit) })
      followed = []
      for (one, commit) in set {
        origins[one.standing] = .commit(commit)
        let other = holders[commit]?[one.step.token]?.first { $0 != one.step.path }
        guard let other else { continue }
        guard paths.contains(other), let place = log.place(of: commit) else {
          wantedPaths.insert(other)
          continue
        }
        let step = Step(token: one.step.token, path: other, behind: commit)
        followed.append(Followed(standing: one.standing, step: step, place: place + 1))
      }
    }
    return origins
  }

  /// Finds the commit that set each token in its file, from the newest version to the oldest.
  private mutating func sweep(_ followed: [Followed]) throws(GitError) {
    let unknown = followed.filter { steps[$0.step] == nil }
    for (path, all) in Dictionary(grouping: unknown, by: \.step.path) {
      let waiting = all.sorted { $0.place < $1.place }
      var next = 0
      var open: [AssetToken: [Step]] = [:]
      for change in log.changes(of: path, from: waiting[0].place) {
        while next < waiting.count, waiting[next].place <= change.place {
          open[waiting[next].step.token, default: []].append(waiting[next].step)
          next += 1
        }
        if open.isEmpty {
          if next == waiting.count { break }
          continue
        }
        let held = try change.before.map { (blob) throws(GitError) in try tokens(blob, path) } ?? []
        for (token, set) in open where !held.contains(token) {
          for step in set { steps[step] = .some(log.commits[change.place]) }
          open[token] = nil
        }
      }
      for step in all.map(\.step) where steps[step] == nil { steps[step] = .some(nil) }
    }
  }

  /// Finds the files that held tokens before the commits that set them elsewhere.
  private mutating func findHolders(
    _ asked: [(token: AssetToken, commit: ObjectID)]
  ) throws(GitError) {
    var wanted: [ObjectID: Set<AssetToken>] = [:]
    for (token, commit) in asked where holders[commit]?[token] == nil {
      wanted[commit, default: []].insert(token)
    }
    for (commit, all) in wanted {
      guard let moves = moves[commit] else {
        wantedCommits.insert(commit)
        continue
      }
      var found = try moves.holders(of: all, tokens)
      for token in all where found[token] == nil { found[token] = [] }
      holders[commit, default: [:]].merge(found) { $1 }
    }
  }
}
