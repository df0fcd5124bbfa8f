import References
import Screen
import Site

/// The list of references that has the whole screen: its cursor, and what it shows.
extension AppState {
  /// The reference under the cursor of the list of references; nil where that is not on the screen.
  var chosenReference: Reference? {
    guard isInReferences, let map = references.map, let current else { return nil }
    let indices = map.indices(of: current.id)
    guard !indices.isEmpty else { return nil }
    return map.all[indices[min(preview.reference, indices.count - 1)]].reference
  }

  /// Moves among the references of the asset.
  ///
  /// - Returns: false where the keys go elsewhere.
  mutating func moveReference(_ action: Action) -> Bool {
    guard isInReferences, let current else { return false }
    let count = references(to: current.id)?.count ?? 0
    let page = max(1, fullPreview.rows - 1)
    let steps: Int
    switch action {
    case .down: steps = 1
    case .up: steps = -1
    case .pageDown: steps = page
    case .pageUp: steps = -page
    case .halfPageDown: steps = max(1, page / 2)
    case .halfPageUp: steps = -max(1, page / 2)
    case .first: steps = -count
    default: steps = count
    }
    preview.reference = max(0, min(preview.reference + steps, count - 1))
    return true
  }

  /// Scrolls the list of references as little as needed to keep its cursor on the screen.
  mutating func scrollReferences() {
    guard isInReferences, let current, let indices = references(to: current.id),
      !indices.isEmpty
    else { return }
    preview.reference = max(0, min(preview.reference, indices.count - 1))
    preview.top = min(preview.top, preview.reference)
    let text = ReferenceText(state: self, entry: current, columns: fullPreview.columns - 1)
    let served = SiteText(state: self, id: current.id, columns: fullPreview.columns - 1)
    let room = max(1, fullPreview.rows - 1)
    let rows = max(1, room - served.lines(rows: room).count)
    var used = 0
    var first = preview.reference
    for place in stride(from: preview.reference, through: preview.top, by: -1) {
      used += text.lines(of: indices[place], in: indices, isFull: true).count
      if used > rows { break }
      first = place
    }
    preview.top = max(preview.top, first)
  }
}
