import Planning
import Screen
import Site
import Values

/// What a write has done, and what to take along from it; it stays until a key.
public struct ResultScreen: Equatable, Sendable {
  /// The plan that was carried out.
  let plan: Plan
  /// What was written, in a line.
  let summary: PlanWords
  /// What is still outdated, a line for each reason.
  var left: [String] = []
  /// Whether nothing is.
  var isLeavingNothing = false
  /// The URLs that changed: each that was served before the write, then each that is since.
  var urls: [String] = []
  /// The assets that changed, as the write screen had them.
  let list: ChangeList

  init(plan: Plan, list: ChangeList) {
    self.plan = plan
    self.list = list
    summary = PlanWords(plan)
  }

  /// The commands that commit what was written, with a message that names the assets.
  var gitCommands: String {
    let files = plan.fileEdits.map { ShellText.quoted(VisibleText.of($0.name)) }
    let lines = list.rows.prefix(Self.mostNamed).map { "\($0.name): \($0.old) -> \($0.new)" }
    let more = list.rows.count - lines.count
    let body = (lines + (more > 0 ? ["and \(more) more"] : [])).joined(separator: "\n")
    return "git add -- \(files.joined(separator: " "))\n"
      + "git commit -m \(ShellText.quoted(subject))"
      + (body.isEmpty ? "\n" : " -m \(ShellText.quoted(body))\n")
  }

  /// `Bump css/lamp.css, css/site.css and 7 more`.
  private var subject: String {
    let names = list.rows.map(\.name)
    guard let first = names.first else { return "Mend the version tokens of static files" }
    var subject = "Bump \(first)"
    var count = 1
    for name in names.dropFirst() {
      let next = "\(subject), \(name)"
      if next.count > Self.longestSubject { break }
      subject = next
      count += 1
    }
    return count == names.count ? subject : "\(subject) and \(names.count - count) more"
  }

  private static let longestSubject = 50
  /// The most assets that a commit message names one by one.
  private static let mostNamed = 100

  /// A summary for a pull request.
  var markdown: String {
    var text = "Version tokens of static files: \(summary.text(separator: "; ")).\n"
    if !list.rows.isEmpty {
      text += "\n| asset | before | now |\n| --- | --- | --- |\n"
      for row in list.rows {
        let name = row.name.replacingPipes
        text += "| `\(name)` | \(row.old) | \(row.isDrop ? "(gone)" : row.new) |\n"
      }
    }
    let edited = plan.fileEdits.map { "`\(VisibleText.of($0.name))`" }
    text += "\nWritten: \(edited.joined(separator: ", ")).\n"
    if !isLeavingNothing { text += "\n" + left.map { "- \($0.withoutKey)\n" }.joined() }
    return text
  }
}

extension String {
  /// The words without the key in parentheses at their end.
  fileprivate var withoutKey: String {
    guard hasSuffix(" in the list)"), let open = lastIndex(of: "(") else { return self }
    return String(self[..<open].dropLast())
  }

  /// The text in a cell of a Markdown table.
  fileprivate var replacingPipes: String {
    String(flatMap { $0 == "|" ? "\\|" : String($0) })
  }
}
