import Screen

extension AppState {
  mutating func takeInSortMenu(_ key: Key) {
    switch key {
    case "p": sort(by: .path)
    case "s": sort(by: .status)
    case "z": sort(by: .size)
    case "c": sort(by: .changed)
    case .escape, "q", .control("c"): mode = .list
    default: break
    }
  }

  private mutating func sort(by key: ListOrder.Key) {
    mode = .list
    list.order.choose(key)
    // A range is of rows beside each other: in another order it would be another one.
    list.rangeStart = nil
    refreshVisible()
  }
}
