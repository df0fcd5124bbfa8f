import Formats
import Values

/// Which table of a file holds the settings.
public enum SettingsTable: Sendable {
  /// The whole file, as in `assetbump.toml`.
  case whole
  /// `[tool.assetbump]`, as in `pyproject.toml`.
  case toolAssetbump
}
