import Values

/// Where a root's tokens come from.
public enum TokenSource: String, CaseIterable, Sendable {
  /// The application adds them from the versions file.
  case loader
  /// They stand in templates and code.
  case literal
}
