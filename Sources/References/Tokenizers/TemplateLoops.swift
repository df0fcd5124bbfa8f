import Values

/// Lists of paths that a template goes through: `{% for f in ['a.js', 'b.js'] %}`.
struct TemplateLoops {
  /// The lists that variables are set to; nil for one that has several.
  var lists: [[UInt8]: [Range<Int>]?] = [:]
  /// The names of the loops that are open, the innermost last; empty for one of several names.
  private var open: [[UInt8]] = []
  /// What each name of an open loop goes through, the innermost last; nil where that is not known.
  private var items: [[UInt8]: [[Range<Int>]?]] = [:]
  /// The places that references were made for, and the references: they stand in front of their calls.
  var seen: Set<Int> = []
  var references: [Reference] = []

  /// The longest list that is gone through.
  static let limit = 64

  var isEmpty: Bool { open.isEmpty }

  mutating func begin(_ name: [UInt8], over list: [Range<Int>]?) {
    open.append(name)
    items[name, default: []].append(list)
  }

  mutating func end() {
    guard let name = open.popLast() else { return }
    items[name]?.removeLast()
  }

  /// What a name goes through at this place; nil where it is no loop's, or not known.
  func items(of name: [UInt8]) -> [Range<Int>]? {
    items[name]?.last ?? nil
  }
}
