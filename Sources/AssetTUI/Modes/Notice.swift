/// A line for the person, at the left of the status line.
public struct Notice: Equatable, Sendable {
  /// What it says.
  public var text: String
  /// Whether something went wrong.
  public var isError: Bool

  /// Makes a notice.
  public init(_ text: String, isError: Bool = false) {
    self.text = text
    self.isError = isError
  }
}
