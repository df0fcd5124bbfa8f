import Screen
import Testing

@Suite struct KeyTests {
  static let named: [(Key, String)] = [
    (.scalar("x"), "x"), (.scalar("X"), "X"), (.scalar(" "), "Space"), (.scalar("^"), "^"),
    (.scalar("é"), "é"), (.scalar("F"), "F"), (.control("n"), "^N"), (.control("@"), "^@"),
    (.control("\\"), "^\\"), (.control("]"), "^]"), (.control("^"), "^^"), (.control("_"), "^_"),
    (.alt("x"), "Alt-x"), (.alt("X"), "Alt-X"), (.alt(" "), "Alt-Space"), (.alt("-"), "Alt--"),
    (.up, "Up"), (.down, "Down"), (.left, "Left"), (.right, "Right"), (.pageUp, "PgUp"),
    (.pageDown, "PgDn"), (.home, "Home"), (.end, "End"), (.insert, "Ins"), (.delete, "Del"),
    (.backspace, "Backspace"), (.enter, "Enter"), (.tab, "Tab"), (.backTab, "Shift-Tab"),
    (.escape, "Esc"), (.function(1), "F1"), (.function(12), "F12"), (.function(63), "F63"),
  ]

  @Test(arguments: named)
  func nameAndBack(key: Key, name: String) {
    #expect(key.name == name)
    #expect(Key(name: name) == key)
  }

  @Test(arguments: [
    ("Ctrl-N", Key.control("n")), ("ctrl-n", .control("n")), ("^n", .control("n")), ("^I", .tab),
    ("^M", .enter), ("^[", .escape), ("^H", .backspace), ("^?", .backspace),
    ("Ctrl-Space", .control("@")), ("alt-x", .alt("x")), ("SPACE", .scalar(" ")),
    ("PageDown", .pageDown), ("Escape", .escape), ("f5", .function(5)),
  ])
  func otherNames(name: String, key: Key) {
    #expect(Key(name: name) == key)
  }

  @Test(
    arguments: [
      "", "xx", "F0", "F64", "F05", "^1", "Ctrl-", "Ctrl-Up", "Alt-", "Alt-xx", "\u{1B}",
      "\u{202E}", "\u{301}", "Shift-x",
    ]
  )
  func noNames(name: String) {
    #expect(Key(name: name) == nil)
  }
}
