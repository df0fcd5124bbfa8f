import Values

// What was adopted, for a person.
extension Adoption {
  /// `14 tokens adopted, 6 stale since their token was set`; nil where there are none.
  package var words: String? {
    guard !records.isEmpty else { return nil }
    let tokens = "\(Words.count(records.count, "token", "tokens")) adopted"
    return stale.isEmpty ? tokens : "\(tokens), \(stale.count) stale since they were set"
  }

  /// A line for each kind of thing that has to be said of some tokens.
  package var lines: [String] {
    var lines: [String] = []
    for baseline in Baseline.allCases where baseline != .noHistory {
      guard let assets = baselines[baseline] else { continue }
      lines.append("  today's bytes are the base line of \(Self.list(assets)): \(baseline)")
    }
    if !several.isEmpty {
      lines.append(
        "  several tokens stand for \(Self.list(several)): the newest is adopted, and a bump brings"
          + " the others into line")
    }
    if !unordered.isEmpty {
      lines.append(
        "  several tokens stand for \(Self.list(unordered)), in an order that is not known: the one in"
          + " most files is adopted, and a bump brings the others into line")
    }
    for (asset, error) in refused.sorted(by: { $0.key < $1.key }) {
      lines.append("  not adopted: the token of \(asset.description): \(error)")
    }
    return lines
  }

  /// `3 assets (static:a.css, static:b.css, static:c.css)`.
  private static func list(_ assets: Set<AssetID>) -> String {
    let shown = assets.sorted().prefix(3).map(\.description)
    let names = (shown + (assets.count > 3 ? ["…"] : [])).joined(separator: ", ")
    return "\(Words.count(assets.count, "asset", "assets")) (\(names))"
  }
}
