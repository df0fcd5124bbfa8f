import AssetCore
import Planning
import Screen
import Site
import Values

/// What the running site makes of an asset, in lines that fit a width: verdicts, and the pages that name
/// it.
struct SiteText {
  let state: AppState
  let id: AssetID
  let columns: Int

  /// The lines above the references, which have half of some rows in any case.
  func lines(rows: Int) -> [[StyledText]] { Array(lines.prefix(rows / 2)) }

  /// The lines; none where the site was not read.
  var lines: [[StyledText]] {
    guard state.site.hasVerdicts else { return [] }
    let findings = state.site.findings.filter { $0.finding.id == id }.map(\.finding)
    let pages = state.site.pages.count { $0.lines[id] != nil }
    let named =
      pages == 0 ? "no page that was read names it" : "on \(Words.count(pages, "page", "pages"))"
    let head = "served: \(named)" + (findings.isEmpty && pages > 0 ? ", nothing found" : "")
    return wrapped(head, .hint)
      + findings.flatMap { finding in
        wrapped(
          "\(finding.severity.rawValue): \(finding.kind): \(finding.message)"
            + (finding.next.map { " - \($0)" } ?? ""), finding.severity.style)
      }
  }

  private func wrapped(_ text: String, _ style: Style) -> [[StyledText]] {
    Wrap.lines(text, columns: max(8, columns)).map { [StyledText(text: $0, style: style)] }
  }
}
