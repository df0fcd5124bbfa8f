import Formats
import Planning
import References
import Site
import Values

/// What `stamp` prints of a plan for a built site.
public struct StampReport {
  private let plan: Plan
  private let site: BuiltSite

  /// Reports on a plan.
  public init(_ plan: Plan, of site: BuiltSite) {
    self.plan = plan
    self.site = site
  }

  /// `5 references to 3 files, in 2 files`.
  public var summary: String {
    let named = Set(plan.mended.rewritten.compactMap(\.resolution.asset))
    return Words.count(plan.mended.rewritten.count, "reference", "references") + " to "
      + Words.count(named.count, "file", "files") + ", in "
      + Words.count(plan.fileEdits.count, "file", "files")
  }

  /// A line for each file that changes: `index.html: 3 references`.
  public var fileLines: [String] {
    let counts = plan.mended.rewritten.reduce(into: [BytePath: Int]()) {
      $0[$1.reference.file, default: 0] += 1
    }
    return plan.fileEdits.map { edit in
      "\(VisibleText.of(edit.name)): "
        + Words.count(counts[edit.name, default: 0], "reference", "references")
    }
  }

  /// Lines on what is not as a reader expects it: files that name each other, and what is left.
  public var remarks: [String] {
    plan.mended.reasonLines(named: { VisibleText.of($0.path) }).filter { $0.contains("without") }
      + lines(of: leftGroups)
      + plan.left.map { "left as it is: \(VisibleText.of($0.id.path)): \($0.reason)" }
  }

  /// References that are left for one reason, and lead to one file, or are written alike.
  private struct Group: Hashable {
    let target: [UInt8]
    let reason: LiteralReferences.Reason
  }

  private var leftGroups: [(Group, [FoundReference])] {
    var places: [Group: Int] = [:]
    var groups: [(Group, [FoundReference])] = []
    for left in plan.mended.left {
      let target = left.found.resolution.asset?.path.bytes ?? left.found.reference.target
      let group = Group(target: target, reason: left.reason)
      if let place = places[group] {
        groups[place].1.append(left.found)
      } else {
        places[group] = groups.count
        groups.append((group, [left.found]))
      }
    }
    return groups
  }

  private func lines(of groups: [(Group, [FoundReference])]) -> [String] {
    groups.compactMap { group, found in
      guard let first = found.first?.reference else { return nil }
      let more = found.count > 1 ? " and \(found.count - 1) more" : ""
      return "not changed: \(VisibleText.of(first.file)):\(first.position.line)"
        + ":\(first.position.column)\(more): \(VisibleText.of(group.target))"
        + (first.token.range == nil
          ? " gets no token" : " keeps \(VisibleText.of(first.token.text))")
        + ": \(group.reason)"
    }
  }

  /// `{"format": 1, "written", "files", "assets": [{"path", "token", "url"}], "left": [{"path", "file", "line",
  /// "column", "reason"}]}`.
  public func json(isWritten: Bool) -> JSONOutput {
    let root = site.project.settings.roots.first
    func text(_ path: BytePath) -> JSONOutput {
      .string(VisibleText.escapingBadBytes(path.bytes))
    }
    return .object([
      ("format", .number(1)),
      ("written", .boolean(isWritten)),
      ("files", .array(plan.fileEdits.map { text($0.name) })),
      (
        "assets",
        .array(
          plan.changes.map { change in
            .object([
              ("path", text(change.id.path)),
              ("token", .optional(change.after?.token.text)),
              (
                "url",
                .optional(
                  change.after.flatMap { root?.url(of: change.id.path, token: $0.token) })
              ),
            ])
          })
      ),
      (
        "left",
        .array(
          plan.mended.left.map { left in
            let reference = left.found.reference
            return .object([
              ("path", left.found.resolution.asset.map { text($0.path) } ?? .null),
              ("file", text(reference.file)),
              ("line", .number(reference.position.line)),
              ("column", .number(reference.position.column)),
              ("reason", .string("\(left.reason)")),
            ])
          }
            + plan.left.map { left in
              .object([
                ("path", text(left.id.path)), ("file", .null), ("line", .null), ("column", .null),
                ("reason", .string("\(left.reason)")),
              ])
            })
      ),
    ])
  }
}
