/// The list of assets on the screen: which are visible, where the cursor stands, what is marked.
///
/// Assets are named by their index in the inventory; an index stays an asset's own until the next
/// scan.
public struct AssetList: Equatable, Sendable {
  /// The indices of the assets that are visible, in the order shown.
  public internal(set) var visible: [Int] = []
  /// The place of the cursor in ``visible``; 0 where nothing is visible.
  public internal(set) var cursor = 0
  /// The place in ``visible`` of the first row on the screen.
  public internal(set) var top = 0
  /// The indices of the marked assets, visible or not.
  public internal(set) var marks = MarkSet()
  /// Which assets are shown.
  public internal(set) var scope: ListScope = .all
  /// The text that narrows the list.
  public internal(set) var filterText = ""
  /// The place in ``visible`` where a range began; nil where none is being marked.
  public internal(set) var rangeStart: Int?
  /// The order of ``visible``.
  public internal(set) var order = ListOrder()

  /// Makes an empty list.
  public init() {}

  /// The index of the asset under the cursor, or nil where nothing is visible.
  public var current: Int? {
    visible.indices.contains(cursor) ? visible[cursor] : nil
  }

  /// The places in ``visible`` of a range that is being marked.
  public var range: ClosedRange<Int>? {
    rangeStart.map { min($0, cursor)...max($0, cursor) }
  }

  /// Moves the cursor to a place, as near as there is one.
  mutating func move(to place: Int) {
    cursor = max(0, min(place, visible.count - 1))
  }

  /// Shows other assets; the cursor stays on its asset, or else near its place, and a range goes on
  /// while the asset it began with is there.
  mutating func show(_ indices: [Int]) {
    let asset = current
    let rangeAsset = rangeStart.map { visible[$0] }
    rangeStart = rangeAsset.flatMap { indices.firstIndex(of: $0) }
    visible = indices
    if let asset, let place = indices.firstIndex(of: asset) {
      cursor = place
    } else {
      move(to: cursor)
    }
  }

  /// Scrolls as little as needed to keep the cursor in a window of this many rows.
  mutating func scroll(rows: Int) {
    let rows = max(1, rows)
    if cursor < top { top = cursor }
    if cursor >= top + rows { top = cursor - rows + 1 }
    top = max(0, min(top, visible.count - rows))
  }

  /// Begins a range at the cursor, where there is an asset.
  mutating func beginRange() {
    rangeStart = current == nil ? nil : cursor
  }

  /// Marks the assets of the range, which ends with it.
  mutating func markRange() {
    guard let range else { return }
    for place in range where visible.indices.contains(place) {
      marks.insert(visible[place])
    }
    rangeStart = nil
  }

  /// Turns the mark of the asset under the cursor and steps down.
  mutating func toggleMark() {
    guard let current else { return }
    marks.toggle(current)
    move(to: cursor + 1)
  }

  /// Marks all that are visible, or, where all are marked, takes their marks off.
  mutating func toggleAll() {
    if visible.allSatisfy(marks.contains) {
      marks.remove(visible)
    } else {
      marks.insert(visible)
    }
  }

  /// Turns the mark of each visible asset.
  mutating func invert() {
    for index in visible { marks.toggle(index) }
  }
}
