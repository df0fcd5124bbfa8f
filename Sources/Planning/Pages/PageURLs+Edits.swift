import Disk
import References
import Site
import Values

extension PageURLs {
  /// What a write of everything that is stale does to the files of assets.
  struct AssetEdits: Equatable, Sendable {
    /// The tokens of assets whose files it edits: they are of the edited bytes.
    var tokens: [AssetID: Token] = [:]
    /// The bytes that assets then have, of those beside whose references an `integrity` attribute
    /// stands.
    var guarded: [AssetID: [UInt8]] = [:]
  }

  /// These URLs with the tokens of assets that a write edits, because tokens stand in them.
  ///
  /// The same where no root has its tokens in files, or where those cannot be read: the write says so.
  package func followingEdits(on fileSystem: any FileSystem) -> PageURLs {
    guard
      let mending = try? Mending.read(of: project, inventory, scope: .all, from: fileSystem)
    else { return self }
    let all = proposed
    let (changes, left) = Plan.changes(for: all, of: inventory, by: rules)
    var run = MendingRun(
      mending, choices: all, inventory: inventory, rules: rules, changes: changes, left: left)
    run.run()
    var urls = self
    for id in run.reasons.keys { urls.edits.tokens[id] = run.changes[id]?.after?.token }
    for found in mending.changed where found.reference.integrity != nil {
      guard let id = found.resolution.asset else { continue }
      urls.edits.guarded[id] = run.contents(of: id)
    }
    return urls
  }

  /// What an `integrity` attribute says once all is written, where a write rewrites it; nil where it stays.
  package func renewed(_ integrity: [UInt8], of id: AssetID) -> [UInt8]? {
    guard let contents = edits.guarded[id], let now = Integrity(integrity), !now.matches(contents)
    else { return nil }
    return Array(now.renewed(for: contents).description.utf8)
  }

  /// The choices, and a bump for all else that is stale: NEXT shows its token too.
  private var proposed: Choices {
    var all = Choices(of: inventory.names)
    for (index, status) in inventory.statuses.enumerated() {
      var choice = choices[inventory.names[index]]
      if status.isOutdated, choice?.bump ?? .keep == .keep {
        choice = Choice(strategy: choice?.strategy, bump: .next)
      }
      if let choice { all[at: index] = choice }
    }
    return all
  }
}
