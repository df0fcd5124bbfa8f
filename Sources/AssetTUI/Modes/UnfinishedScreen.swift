/// The screen at the start over an interrupted write: what lies there, and the question what to do.
public struct UnfinishedScreen: Equatable, Sendable {
  /// What was found, in words.
  public var words: String
  /// Whether the write is this user's own, which can be finished or taken back here.
  public var isOwn: Bool
  /// Whether that is being done.
  public var isWorking = false

  /// Makes the screen.
  public init(words: String, isOwn: Bool) {
    self.words = words
    self.isOwn = isOwn
  }
}
