extension Key {
  /// The name that people read and write in settings: `x`, `Space`, `^N`, `Alt-x`, `PgUp`, `F5`.
  public var name: String {
    switch self {
    case .scalar(let scalar): Key.name(of: scalar)
    case .control(let scalar): "^" + scalar.properties.uppercaseMapping
    case .alt(let scalar): "Alt-" + Key.name(of: scalar)
    case .function(let number): "F\(number)"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .insert: "Ins"
    case .delete: "Del"
    case .backspace: "Backspace"
    case .enter: "Enter"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .escape: "Esc"
    }
  }

  /// Reads a name as `name` writes it, and `Ctrl-N` for `^N`.
  ///
  /// A name gives the key that terminals deliver: `^I` is Tab; see `controlled`. A character of its own
  /// is told by case, `x` from `X`; the names of keys are not.
  public init?(name: String) {
    let lower = name.lowercased()
    if let named = Key.named[lower] {
      self = named
    } else if let scalar = Key.typed(name) {
      self = .scalar(scalar)
    } else if lower.hasPrefix("alt-"), let scalar = Key.typed(String(name.dropFirst(4))) {
      self = .alt(scalar)
    } else if lower.hasPrefix("alt-"), lower.dropFirst(4) == "space" {
      self = .alt(" ")
    } else if let control = Key.control(name: name, lower: lower) {
      self = control
    } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()),
      (1...63).contains(number), lower == "f\(number)"
    {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static func control(name: String, lower: String) -> Key? {
    let text: Substring
    if name.hasPrefix("^") {
      text = name.dropFirst()
    } else if lower.hasPrefix("ctrl-") {
      text = name.dropFirst(5)
    } else {
      return nil
    }
    if text.lowercased() == "space" { return .control("@") }
    let scalars = text.unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first else { return nil }
    return controlled(scalar)
  }

  private static func name(of scalar: Unicode.Scalar) -> String {
    scalar == " " ? "Space" : String(Character(scalar))
  }

  /// The one character that a text is, where a key can type it.
  private static func typed(_ text: String) -> Unicode.Scalar? {
    let scalars = text.unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first, ColumnWidth.of(scalar) > 0 else {
      return nil
    }
    return scalar
  }

  private static let named: [String: Key] = [
    "space": .scalar(" "), "up": .up, "down": .down, "left": .left, "right": .right,
    "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown, "pagedown": .pageDown,
    "home": .home, "end": .end, "ins": .insert, "insert": .insert,
    "del": .delete, "delete": .delete, "backspace": .backspace, "enter": .enter,
    "return": .enter, "tab": .tab, "shift-tab": .backTab, "backtab": .backTab,
    "esc": .escape, "escape": .escape,
  ]
}
