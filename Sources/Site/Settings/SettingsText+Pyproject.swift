extension SettingsText {
  /// The settings as tables of `pyproject.toml`, without explanations and without what is switched off.
  public static func pyproject(for layout: DetectedLayout) -> [String] {
    var lines = ["[tool.assetbump]"]
    var heading: String?
    for line in commented(for: layout).split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("[[") {
        heading = "[[tool.assetbump." + line.dropFirst(2)
      } else if line.hasPrefix("[") {
        heading = "[tool.assetbump." + line.dropFirst(1)
      } else {
        if let heading { lines += ["", heading] }
        heading = nil
        lines.append(String(line))
      }
    }
    return lines
  }
}
