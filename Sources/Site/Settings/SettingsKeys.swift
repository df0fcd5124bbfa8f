import Formats

/// The keys that a table of the settings may hold.
struct SettingsKeys {
  /// The keys, in the order of the documentation.
  let names: [String]
  /// Opens and closes the header of such a table.
  private let brackets: (String, String)
  /// The table's key in the settings; nil for the settings themselves.
  private let table: String?

  /// The settings themselves.
  static let top = SettingsKeys(
    names: [
      "versions", "templates", "ignore", "werkzeug", "script-name", "root", "helper", "sources",
      "strategy", "html", "site", "keys",
    ], brackets: ("[", "]"), table: nil)
  /// A static root.
  static let root = SettingsKeys(
    names: ["name", "paths", "url", "tokens", "loader", "placement", "parameter"],
    brackets: ("[[", "]]"),
    table: "root")
  /// A helper that makes URLs.
  static let helper = SettingsKeys(
    names: ["name", "syntax", "root", "root-argument", "path-argument", "token-argument"],
    brackets: ("[[", "]]"), table: "helper")
  /// Whose the files are.
  static let sources = SettingsKeys(
    names: SourceClass.named.map(\.rawValue), brackets: ("[", "]"),
    table: "sources")
  /// The strategies.
  static let strategy = SettingsKeys(
    names: ["default", "hash-length", "rules"], brackets: ("[", "]"), table: "strategy")
  /// A rule of the strategies.
  static let rule = SettingsKeys(
    names: ["match", "use"], brackets: ("[[", "]]"), table: "strategy.rules")
  /// The HTML of assets.
  static let html = SettingsKeys(
    names: ["modules", "integrity"], brackets: ("[", "]"), table: "html")

  /// The running application.
  static let site = SettingsKeys(names: ["url"], brackets: ("[", "]"), table: "site")

  /// What was probably meant by a key that is none of these: one of these, spelt wrongly, or one that
  /// belongs into another table; nil where there is none near.
  ///
  /// - Parameter path: the way to the table where the key was written.
  func near(_ key: String, in path: TOMLPath) -> String? {
    if let other = [Self.top, .root, .helper, .sources, .strategy, .rule, .html, .site].first(
      where: {
        $0.names.contains(key)
      })
    {
      let isInTool = path.steps.starts(with: [.key("tool"), .key("assetbump")])
      let header = (isInTool ? ["tool", "assetbump"] : []) + (other.table.map { [$0] } ?? [])
      if header.isEmpty { return "\(key) above the first table" }
      return "\(key) in \(other.brackets.0)\(header.joined(separator: "."))\(other.brackets.1)"
    }
    return Spelling.nearest(to: key, of: names).map { "\(path.key($0))" }
  }
}
