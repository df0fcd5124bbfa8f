import Planning
import Values

/// What a plan changes, in a line: the same words before the write and after it, at every width.
struct PlanWords: Equatable, Sendable {
  /// `3 files`.
  let files: String
  /// `9 tokens`; nil where no token changes.
  let tokens: String?
  /// `7 changed, 1 added, 1 removed`; nil where all change alike.
  let kinds: String?
  /// `2 strategies`, `3 references`.
  let others: [String]

  init(_ plan: Plan) {
    let fileCount = plan.fileEdits.count
    files = Words.count(fileCount, "file", "files")
    let kinds = [(Change.Kind.token, "changed"), (.added, "added"), (.removed, "removed")]
      .map { (count: plan.count($0.0), word: $0.1) }.filter { $0.count > 0 }
    let total = kinds.reduce(0) { $0 + $1.count }
    if kinds.count == 1 {
      tokens = "\(Words.count(total, "token", "tokens")) \(kinds[0].word)"
      self.kinds = nil
    } else {
      tokens = total == 0 ? nil : Words.count(total, "token", "tokens")
      self.kinds =
        kinds.isEmpty ? nil : kinds.map { "\($0.count) \($0.word)" }.joined(separator: ", ")
    }
    let strategies = plan.count(.strategy)
    let references = plan.mended.rewritten.count
    others = [
      strategies == 0 ? nil : Words.count(strategies, "strategy", "strategies"),
      references == 0 ? nil : Words.count(references, "reference", "references"),
    ].compactMap { $0 }
  }

  /// All of it, without the files: `9 tokens: 7 changed, 1 added, 1 removed · 3 references`.
  func text(separator: String = " \u{B7} ") -> String {
    let first = tokens.map { [$0 + (kinds.map { ": \($0)" } ?? "")] } ?? []
    return (first + others).joined(separator: separator)
  }

  /// All of it but the counts of kinds: `9 tokens, 3 references`.
  func brief(separator: String) -> String {
    ((tokens.map { [$0] } ?? []) + others).joined(separator: separator)
  }

  /// As much of it as there is room for, the counts of kinds left out before the others.
  func text(columns: Int, separator: String = " \u{B7} ") -> String {
    let least = tokens ?? others.first ?? ""
    let choices = [text(separator: separator), brief(separator: separator), least]
    return choices.first { $0.count <= columns } ?? ""
  }
}
