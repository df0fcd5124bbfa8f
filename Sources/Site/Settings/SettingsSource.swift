import Disk
import Values

/// Where settings come from.
public enum SettingsSource: Equatable, Sendable {
  /// A file in the project's folder, by its name.
  case file(String)
  /// No file: what is usual.
  case conventions
}
