import Formats
import References
import Site
import Values

extension Plan {
  /// Plans what the choices made for assets do to the versions file and to the tokens that stand in
  /// the project's files.
  ///
  /// - Parameter mending: the references and the contents of their files; nil leaves them as they are.
  public init(
    choices: Choices, inventory: Inventory, versions: VersionsDocument, rules: TokenRules,
    mending: Mending?
  ) {
    let plan = Plan(choices: choices, inventory: inventory, versions: versions, rules: rules)
    guard let mending else {
      self = plan
      return
    }
    let run = MendingRun.proved(
      mending, choices: choices, inventory: inventory, rules: rules, of: plan)
    let changes = run.changes.values.sorted { $0.id.isBefore($1.id, in: inventory) }
    let edited = run.edits
    let after = versions.file.applying(changes)
    var edits = edited
    if !changes.isEmpty {
      edits.append(versions.edit(to: after))
    } else if !edited.isEmpty {
      // The write is recorded beside the versions file, which stays as it is.
      let contents = versions.contents
      edits.append(
        FileEdit(
          path: versions.path, name: versions.name, before: contents, after: contents ?? []))
    }
    // What is edited is compared with what was read, not with the digest that it will have.
    let rewritten = Set(edited.map(\.path))
    var files: [AssetID: BytePath] = [:]
    for change in changes {
      if let file = inventory[change.id]?.file, !rewritten.contains(file) {
        files[change.id] = file
      }
    }
    self.init(
      changes: changes,
      left: run.left.map { Left(id: $0.key, reason: $0.value) }
        .sorted { $0.id.isBefore($1.id, in: inventory) },
      edits: edits, files: files, after: after, mended: Mended(run))
  }

  /// The files whose contents change, in the order they are written.
  public var fileEdits: [FileEdit] {
    edits.filter { $0.before != $0.after }
  }
}

extension MendingRun {
  /// The edits of files, in the order of their paths.
  var edits: [FileEdit] {
    contents.keys.sorted().map { file in
      FileEdit(
        path: mending.folder.appending(file), name: file, before: mending.contents[file],
        after: contents[file] ?? [])
    }
  }

  /// Follows the new tokens, and leaves the assets for which some edit cannot be proved: all of an asset's
  /// references are rewritten, or none.
  static func proved(
    _ mending: Mending, choices: Choices, inventory: Inventory, rules: TokenRules, of plan: Plan,
    withholding first: [AssetID: BumpRefusal] = [:]
  ) -> MendingRun {
    var withheld = first
    while true {
      var run = MendingRun(
        mending, choices: choices, inventory: inventory, rules: rules, changes: plan.changes,
        left: plan.left, withholding: withheld, proves: true)
      run.run()
      let unproved = run.unproved.merging(run.heldModules) { first, _ in first }
        .filter { withheld[$0.key] == nil }
      if unproved.isEmpty { return run }
      withheld.merge(unproved) { first, _ in first }
    }
  }
}

extension MendingRun {
  /// The modules that would get a new token, and cannot: their record would say what no page asks for.
  fileprivate var heldModules: [AssetID: BumpRefusal] {
    mending.references.held.filter { id, _ in
      changes[id].map { $0.after != nil && $0.before?.token != $0.after?.token } ?? false
    }
  }
}

extension Mended {
  init(_ run: MendingRun) {
    let touched = Set(run.changes.values.filter { $0.before?.token != $0.after?.token }.map(\.id))
    let named = touched.union(run.rewritten.compactMap(\.resolution.asset))
    self.init(
      rewritten: run.rewritten.sorted {
        ($0.reference.file, $0.reference.targetRange.lowerBound)
          < ($1.reference.file, $1.reference.targetRange.lowerBound)
      },
      left: run.mending.references.left.filter {
        guard let id = $0.found.resolution.asset, named.contains(id), let token = run.tokens[id]
        else { return false }
        return !$0.found.reference.token.text.elementsEqual(token.text.utf8)
      }
        + run.mending.leftBare.filter {
          run.isAsked($0.found) && run.mending.receives($0.found)
        },
      reasons: run.reasons)
  }
}

extension AssetID {
  /// Whether an asset comes before another in an inventory; those it does not have come last.
  func isBefore(_ other: AssetID, in inventory: Inventory) -> Bool {
    (inventory.index(of: self) ?? Int.max, self) < (inventory.index(of: other) ?? Int.max, other)
  }
}
