import Formats
import Site
import Values

/// Everything that a write would change, computed before anything is touched.
public struct Plan: Equatable, Sendable {
  /// The assets whose records change, in the order of the inventory.
  public let changes: [Change]
  /// The assets that were asked for and are left as they are, in the order of the inventory.
  public let left: [Left]
  /// The files that change, in the order they are written.
  public let edits: [FileEdit]
  /// The files whose bytes the changed records stand for.
  package let files: [AssetID: BytePath]

  /// An asset that was asked for and is left as it is.
  public struct Left: Equatable, Sendable {
    /// The asset's name.
    public let id: AssetID
    /// Why it is left.
    public let reason: BumpRefusal
  }

  /// What the versions file says once the plan is carried out.
  private let after: VersionsFile
  /// What is done to the tokens in the project's files.
  public let mended: Mended
  /// Whether the plan takes back another.
  let takesBack: Bool

  /// Plans what the choices made for assets do to the versions file.
  public init(
    choices: Choices, inventory: Inventory, versions: VersionsDocument, rules: TokenRules
  ) {
    (changes, left) = Self.changes(for: choices, of: inventory, by: rules)
    files = changes.reduce(into: [:]) { $0[$1.id] = inventory[$1.id]?.file }
    after = versions.file.applying(changes)
    takesBack = false
    mended = .nothing
    edits = changes.isEmpty ? [] : [versions.edit(to: after)]
  }

  /// What the choices made for assets do to their records.
  static func changes(
    for choices: Choices, of inventory: Inventory, by rules: TokenRules
  ) -> (changes: [Change], left: [Left]) {
    var changes: [Change] = []
    var left: [Left] = []
    for (index, choice) in choices.inOrder(of: inventory.names) {
      let entry = inventory.entries[index]
      do throws(BumpRefusal) {
        if let change = try entry.change(for: choice, by: rules) { changes.append(change) }
      } catch {
        left.append(Left(id: entry.id, reason: error))
      }
    }
    return (changes, left)
  }

  package init(
    changes: [Change], left: [Left], edits: [FileEdit], files: [AssetID: BytePath],
    after: VersionsFile, mended: Mended = .nothing, takesBack: Bool = false
  ) {
    self.changes = changes
    self.left = left
    self.edits = edits
    self.files = files
    self.after = after
    self.takesBack = takesBack
    self.mended = mended
  }

  /// Whether a write would change nothing.
  public var isEmpty: Bool {
    edits.isEmpty
  }

  /// The versions file as it lies on disk once the plan is carried out.
  public func versions(after document: VersionsDocument) -> VersionsDocument {
    var written = document
    written.file = after
    written.contents = edits.first { $0.path == document.path }?.after ?? document.contents
    return written
  }

  /// The number of changes of a kind.
  public func count(_ kind: Change.Kind) -> Int {
    changes.count { $0.kind == kind }
  }

  /// One line that says what changes: `2 tokens change, 0 added, 1 removed; 3 references in 2
  /// templates`.
  public var summary: String {
    var parts = [
      Words.count(count(.token), "token changes", "tokens change"),
      "\(count(.added)) added", "\(count(.removed)) removed",
    ]
    if count(.strategy) > 0 {
      parts.append(Words.count(count(.strategy), "strategy changes", "strategies change"))
    }
    return parts.joined(separator: ", ") + (mended.words.map { "; \($0)" } ?? "")
  }

  /// What has changed, once the plan is carried out: `2 tokens, 0 added, 1 removed`.
  public var outcome: String {
    var parts = [
      Words.count(count(.token), "token", "tokens"),
      "\(count(.added)) added", "\(count(.removed)) removed",
    ]
    if count(.strategy) > 0 {
      parts.append(Words.count(count(.strategy), "strategy", "strategies"))
    }
    return parts.joined(separator: ", ") + (mended.words.map { "; \($0)" } ?? "")
  }
}
