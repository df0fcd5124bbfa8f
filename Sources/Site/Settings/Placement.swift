import Values

/// Where a token stands in a URL.
public enum Placement: String, CaseIterable, Sendable {
  /// `/static/site.css?v=T`.
  case query
  /// `/static/site.T.css`.
  case filename
  /// `/static/T/site.css`.
  case path
}
