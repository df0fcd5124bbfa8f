import Values

/// How much is waited for and read at most.
public enum Fetching {
  /// The time of a request where nobody says another, in seconds.
  public static let seconds = 30
  /// The size of an answer, in bytes.
  public static let largest = 32 << 20
}
