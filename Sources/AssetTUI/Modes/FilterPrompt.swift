/// A filter that is being typed.
public struct FilterPrompt: Equatable, Sendable {
  /// The line that is being typed.
  public internal(set) var line: LineEditor
  /// The filters kept before, the newest last, and the place in them that Up has reached.
  let history: [String]
  private var place: Int

  /// Makes a prompt that holds the filter in force.
  init(_ text: String, history: [String]) {
    line = LineEditor(text)
    self.history = history
    place = history.count
  }

  /// Takes the filter before (-1) or after (1) from the history.
  mutating func recall(_ step: Int) {
    let wanted = place + step
    guard (0...history.count).contains(wanted) else { return }
    place = wanted
    line = LineEditor(wanted < history.count ? history[wanted] : "")
  }
}
