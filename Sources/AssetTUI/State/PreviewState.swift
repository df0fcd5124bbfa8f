/// The preview of the asset under the cursor.
public struct PreviewState: Equatable, Sendable {
  /// What it shows.
  public internal(set) var tab: Tab = .url
  /// Whether it is hidden where it has room.
  public internal(set) var isHidden = false
  /// Whether the HTML has `integrity` attributes; nil where the settings decide.
  var integrity: Bool?
  /// The first of its lines on the screen, where it has the whole screen.
  public internal(set) var top = 0
  /// The place of the cursor among the references, where they have the whole screen; ``top`` counts
  /// references then.
  public internal(set) var reference = 0

  /// Makes the preview as it is at first.
  public init() {}

  /// What the preview can show.
  public enum Tab: String, CaseIterable, Sendable {
    /// The URLs now and next.
    case url = "URL"
    /// The HTML now and next.
    case html = "HTML"
    /// Where templates mention the asset.
    case references = "Refs"
    /// Why the asset has the status it has.
    case why = "Why"
    /// What changed since the token was given.
    case diff = "Diff"
  }

  /// Steps to another tab, round the ends.
  mutating func step(_ steps: Int) {
    let tabs = Tab.allCases
    guard let index = tabs.firstIndex(of: tab) else { return }
    tab = tabs[(index + steps + tabs.count) % tabs.count]
    goToTop()
  }

  /// Shows the first of its lines.
  mutating func goToTop() {
    (top, reference) = (0, 0)
  }
}
