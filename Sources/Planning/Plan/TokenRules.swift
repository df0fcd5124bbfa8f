import Site
import Values

/// What makes next tokens, beside the assets: the day, and the length of a hash.
public struct TokenRules: Hashable, Sendable {
  /// The day of the bump.
  public var day: CalendarDay
  /// The number of hex digits in a hash token, 4 to 64.
  public var hashLength: Int

  /// Makes rules.
  public init(day: CalendarDay, hashLength: Int = 8) {
    self.day = day
    self.hashLength = hashLength
  }
}
