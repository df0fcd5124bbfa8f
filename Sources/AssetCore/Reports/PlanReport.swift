import Formats
import Planning
import Site
import Values

/// What `bump --json` prints of a plan.
public struct PlanReport {
  private let plan: Plan
  private let project: Project
  private let isWritten: Bool

  /// Reports on a plan, carried out or not.
  public init(_ plan: Plan, of project: Project, isWritten: Bool) {
    self.plan = plan
    self.project = project
    self.isWritten = isWritten
  }

  /// `{"format": 1, "written", "files", "changes": [{"root", "path", "change", "token", "next", "url",
  /// "nextURL"}], "left": [{"root", "path", "reason"}]}`.
  public var json: JSONOutput {
    .object([
      ("format", .number(1)),
      ("written", .boolean(isWritten)),
      (
        "files", .array(plan.fileEdits.map { .string(VisibleText.escapingBadBytes($0.name.bytes)) })
      ),
      ("changes", .array(plan.changes.map(json))),
      (
        "left",
        .array(
          plan.left.map { left in
            .object(name(left.id) + [("reason", .string("\(left.reason)"))])
          })
      ),
    ])
  }

  private func json(_ change: Change) -> JSONOutput {
    let root = project.settings.roots.first { $0.name == change.id.root }
    func url(_ record: Record?) -> JSONOutput {
      .optional(record.flatMap { root?.url(of: change.id.path, token: $0.token) })
    }
    return .object(
      name(change.id) + [
        ("change", .string(word(change.kind))),
        ("token", .optional(change.before?.token.text)),
        ("next", .optional(change.after?.token.text)),
        ("url", url(change.before)),
        ("nextURL", url(change.after)),
      ])
  }

  private func name(_ id: AssetID) -> [(String, JSONOutput)] {
    [
      ("root", .string(id.root)), ("path", .string(VisibleText.escapingBadBytes(id.path.bytes))),
    ]
  }

  private func word(_ kind: Change.Kind) -> String {
    switch kind {
    case .added: "added"
    case .removed: "removed"
    case .token: "token"
    case .strategy: "strategy"
    }
  }
}
