import Planning
import Site

extension AppState {
  /// Shows the HTML with or without `integrity` attributes.
  mutating func toggleIntegrity() {
    preview.integrity = !showsIntegrity
    notice = Notice(
      showsIntegrity
        ? "integrity in the HTML of stylesheets and scripts" : "no integrity in the HTML")
  }

  /// Asks for what the HTML of the asset under the cursor needs, where somebody may want it.
  mutating func factsLookUp() -> [Effect] {
    guard showsHTML, let current, let question = question(of: current),
      let reading = facts.begin(question)
    else { return [] }
    return [.readFacts(question, reading: reading)]
  }

  private var showsHTML: Bool {
    switch mode {
    case .copy: return true
    case .preview: return preview.tab == .html
    case .list, .filter:
      let layout = layout
      return layout.preview != nil && (preview.tab == .html || layout.showsAllTabs)
    default: return false
    }
  }
}
