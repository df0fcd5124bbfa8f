import Values

extension Project {
  /// The settings file's name for messages; the one to write where there is none.
  public var settingsName: String {
    switch source {
    case .file(let name): name
    case .conventions: "assetbump.toml (assetbump init writes one)"
    }
  }

  /// The versions file's absolute path.
  public var versionsPath: BytePath {
    folder.appending(settings.versions)
  }

  /// The root of a name, or nil where the settings have none of that name.
  public func root(named name: String) -> StaticRoot? {
    settings.roots.first { $0.name == name }
  }
}
