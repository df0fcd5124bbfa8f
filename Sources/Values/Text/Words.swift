/// Words that follow a number.
public enum Words {
  /// `1 asset`, `2 assets`.
  public static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }
}
