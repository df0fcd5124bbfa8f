import References
import Site
import Values

/// What is to be said of parameters that may carry versions, while nothing shows whether they do.
package struct UnclearParameterFindings {
  private let all: FoundReferences
  private let project: Project

  /// Prepares to look.
  package init(_ map: ReferenceMap, of project: Project) {
    all = map.all
    self.project = project
  }

  /// The findings, one note for each parameter, in the order of their first places.
  ///
  /// None for a root whose settings name a parameter, so that it is known which one counts.
  package var findings: [Finding] {
    let decided = Set(project.settings.roots.filter(\.namesParameter).map(\.name))
    var first: [[UInt8]: Int] = [:]
    var counts: [[UInt8]: Int] = [:]
    var order: [[UInt8]] = []
    for (index, row) in all.rows.enumerated()
    where row.has(.isUnclear) && row.isLive && row.hasAsset {
      guard let asset = all.asset(of: row), !decided.contains(asset.root),
        let unclear = all[index].reference.unclear, unclear.isPlain
      else { continue }
      if first[unclear.name] == nil {
        first[unclear.name] = index
        order.append(unclear.name)
      }
      counts[unclear.name, default: 0] += 1
    }
    return order.compactMap { name in
      first[name].map { finding(at: $0, count: counts[name] ?? 1) }
    }
  }

  private func finding(at index: Int, count: Int) -> Finding {
    let row = all.rows[index]
    let file = all.file(of: row)
    let root = all.asset(of: row)?.root ?? ""
    let unclear = all[index].reference.unclear
    let name = VisibleText.of(unclear?.name ?? [])
    let value = VisibleText.of(unclear?.value ?? [])
    let usual = project.root(named: root)?.parameter ?? "v"
    let settings = project.settingsName
    return Finding(
      severity: .note, kind: "unclear-parameter", root: root, file: file, line: Int(row.line),
      column: Int(row.column),
      message:
        "\(name)=\(value) may be a version: \(Words.count(count, "reference has", "references have"))"
        + " \(name), first \(VisibleText.of(file)):\(row.line), and it stays as it is",
      next: "say parameter = \"\(name)\" for the root in \(settings) if \(name) is the version,"
        + " parameter = \"\(usual)\" if not")
  }
}
