import Disk
import Formats
import Planning
import References
import Screen
import Site
import Values

extension AppState {
  /// Whether the write screen waits for the references.
  var awaitsMending: Bool {
    project.hasLiteralRoot && mending.known == nil
  }

  /// The references and contents for a plan, of what is chosen now.
  var chosenMending: Mending? {
    guard var known = mending.known else { return nil }
    known.scope = mendingScope
    known.receivers = mending.receivers
    return known
  }

  private var mendingScope: Mending.Scope {
    if mending.isAll { return .all }
    let bumped = pending.chosen.dictionary.filter { $0.value.bump != .keep }
    return .assets(mending.asked.union(mending.receivers).union(bumped.keys))
  }

  /// Asks for the references where the write screen shows a plan that needs them, or the diff is to
  /// be copied; then for the lines that such a plan makes untrue.
  mutating func mendingLookUp() -> [Effect] {
    var isWanted = mending.copies
    if case .write(let screen) = mode, !screen.isFixed, !screen.isWriting {
      isWanted = true
      if !awaitsMending, !screen.plan.mended.rewritten.isEmpty,
        mending.mentionedPlan != screen.plan
      {
        mending.mentionedPlan = screen.plan
        mending.mentions = []
        return [.findTokens(screen.plan, project)]
      }
    }
    // What is chosen may edit assets, whose tokens follow.
    if pending.count > 0, references.haveTokensInAssets { isWanted = true }
    guard isWanted, awaitsMending, mending.failure == nil, !mending.isReading, hasListed else {
      return []
    }
    // The names that a scan lists are what references can lead to; the bytes may come later.
    if case .listing = scan { return [] }
    mending.number += 1
    mending.isReading = true
    let isAdding = !mending.receivers.isEmpty
    return [.readMending(project, inventory, isAdding: isAdding, reading: mending.number)]
  }

  /// Takes in the references, and plans with them.
  mutating func receiveMending(_ result: Result<Mending?, FileError>, reading: Int) -> [Effect] {
    guard reading == mending.number else { return [] }
    mending.isReading = false
    switch result {
    case .success(let read):
      mending.known = read
      mending.inAssets = read?.insideAssets(of: inventory)
      refreshEditedTokens()
    case .failure(let error): mending.failure = error
    }
    refreshWriteScreen()
    if mending.copies {
      mending.copies = false
      notice = mending.failure.map { Notice($0.description, isError: true) }
      return mending.failure == nil ? copyPlan() : []
    }
    guard let failure = mending.failure, case .write(var screen) = mode, !screen.isFixed else {
      return []
    }
    screen.isOutdated = true
    screen.notice = Notice("\(failure) - r reads it again", isError: true)
    mode = .write(screen)
    return []
  }

  /// Works out anew which tokens follow from what is chosen.
  mutating func refreshEditedTokens() {
    guard var mending = mending.inAssets, pending.count > 0 else {
      self.mending.edited = [:]
      return
    }
    mending.scope = mendingScope
    self.mending.edited = mending.editedTokens(for: pending.chosen, in: inventory, by: rules)
  }

  /// Takes in the lines of tests and documents that a plan makes untrue.
  mutating func receiveMentions(_ mentions: [TokenMention], of plan: Plan) {
    guard plan == mending.mentionedPlan else { return }
    mending.mentions = mentions
    refreshWriteScreen()
  }

  /// Has the tokens of a fresh asset mended where files carry others than its record; says what
  /// becomes of it.
  mutating func askForMending(of entry: Entry) -> String {
    let key = keys.keyName(of: .write) ?? "w"
    let name = name(of: entry.id)
    guard entry.tokens == .literal, let record = entry.record else {
      return "\(name) is fresh, it keeps its token"
    }
    guard let map = references.map else {
      mending.asked.insert(entry.id)
      return "\(name) is fresh: \(key) mends the tokens that differ from its record"
    }
    let references = LiteralReferences(map, of: project)
    func count(_ found: [FoundReference]) -> Int {
      found.count {
        $0.resolution.asset == entry.id
          && !$0.reference.token.text.elementsEqual(record.token.text.utf8)
      }
    }
    let differing = count(references.changeable)
    if differing > 0 {
      mending.asked.insert(entry.id)
      return "\(name) is fresh: \(key) mends"
        + " \(Words.count(differing, "token that differs", "tokens that differ")) from its record"
    }
    if hasWrongIntegrity(beside: entry.id, in: references) {
      mending.asked.insert(entry.id)
      return "\(name) is fresh: \(key) mends the integrity beside its token"
    }
    let left = count(references.left.map(\.found))
    return left == 0
      ? "\(name) is fresh, it keeps its token"
      : "\(name) is fresh; \(Words.count(left, "other token stands", "other tokens stand")) where"
        + " nothing is changed (Refs tab)"
  }

  /// Whether an `integrity` attribute of other bytes stands where an asset's token can be rewritten.
  private func hasWrongIntegrity(
    beside id: AssetID, in literal: LiteralReferences
  ) -> Bool {
    let kind = ReferenceProblem.wrongIntegrity.rawValue
    return references.findings.contains { $0.id == id && $0.kind == kind }
      && literal.changeable.contains {
        $0.resolution.asset == id && $0.reference.integrity != nil
      }
  }

  /// Takes in the bytes of assets that a plan has edited, so that they are no news to the next scan.
  mutating func takeEdits(of plan: Plan) {
    for edit in plan.fileEdits {
      guard let entry = inventory.entry(ofFile: edit.path.normalized) else { continue }
      let digest = FileDigest(digest: .of(edit.after), size: UInt64(edit.after.count))
      inventory.setDigest(.success(digest), for: entry.id)
    }
    refreshVisible()
  }
}
