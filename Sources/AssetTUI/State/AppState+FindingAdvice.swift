import Planning
import Site
import Values

/// What is said of the finding under the cursor, and done about it.
extension AppState {
  /// The assets that the findings under the cursor are about: of a heading those of its kind.
  var findingAssets: [Int] {
    guard let row = findings.current else { return [] }
    let rows = row.heading.map { findings.groups[$0].rows } ?? [row]
    var seen: Set<Int> = []
    return rows.compactMap { row in
      row.asset ?? finding(of: row)?.id.flatMap { inventory.index(of: $0) }
    }.filter { seen.insert($0).inserted }
  }

  /// Whether what a finding asks for is pending.
  func isHandled(_ row: FindingList.Row) -> Bool {
    guard let index = row.asset ?? finding(of: row)?.id.flatMap({ inventory.index(of: $0) }) else {
      return false
    }
    let id = inventory.names[index]
    return pending.chosen[at: index].map { $0.bump != .keep } ?? false
      || mending.asked.contains(id) || mending.receivers.contains(id)
  }

  /// What to do about the findings of the heading under the cursor, a line for each way.
  var adviceOnKind: [String] {
    guard let heading = findings.current?.heading else { return [] }
    let group = findings.groups[heading]
    func key(_ action: Action) -> String { keys.keyName(of: action) ?? "" }
    var lines: [String] = []
    let bumpable = findingAssets.count { isBumpable($0) }
    if bumpable > 0 {
      lines.append("\(key(.bump)) bumps the \(Words.count(bumpable, "asset", "assets")) of these")
    }
    let typed = findingAssets.count { isOutdatedByHand($0) }
    if typed > 0 {
      lines.append(
        "\(Words.count(typed, "needs a token", "need a token")): \(key(.manual)) on each")
    }
    if findingsLackTokens { lines.append("\(key(.addTokens)) adds tokens where there are none") }
    if lines.isEmpty, let first = group.rows.first.flatMap(finding(of:)), !isHandled(group.rows[0])
    {
      lines = advice(on: first).map { [$0] } ?? []
    }
    if !findings.isOpen(group) {
      lines.append("\(key(.open)) opens them, \(key(.next)) goes through them")
    }
    return lines
  }

  /// What to do about a finding, in the keys of this screen.
  func advice(on finding: Finding) -> String? {
    func key(_ action: Action) -> String { keys.keyName(of: action) ?? "" }
    guard let next = finding.next else { return nil }
    if next.contains("--add-tokens") { return "\(key(.addTokens)) adds the token" }
    if next.contains("--token TOKEN") { return "\(key(.manual)) types its token" }
    if let command = next.firstRange(of: "assetbump bump") {
      let before = next[..<command.lowerBound]
      let words = before.isEmpty ? "" : "\(before.trimmingEnd)"
      let bump =
        finding.kind == Status.missing.rawValue
        ? "\(key(.bump)) drops its record" : "\(key(.bump)) bumps it"
      return words.isEmpty || finding.kind == Status.missing.rawValue
        ? (finding.kind == Status.missing.rawValue ? "bring it back, or \(bump)" : bump)
        : "\(words) \(bump)"
    }
    return finding.file == nil ? next : "\(next) (\(key(.edit)) opens the file)"
  }
}

extension Substring {
  /// The text without the spaces and colons at its end.
  fileprivate var trimmingEnd: Substring {
    var text = self
    while let last = text.last, last == " " || last == ":" { text.removeLast() }
    return text + ":"
  }
}
