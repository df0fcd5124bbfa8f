/// How a new token is made.
public enum Strategy: String, CaseIterable, Sendable {
  /// The day of the bump, `20240601`; a second change on the same day gives `20240601-2`.
  case date
  /// The first hex digits of the asset's digest.
  case hash
  /// The developer's own text.
  case manual
  /// The next whole number: `13` after `12`.
  case count
}
