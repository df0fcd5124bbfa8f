import CTerminal
import Screen

/// How ncurses draws a style: attributes, and colours by their numbers, -1 for the terminal's own.
struct Look: Hashable {
  var attributes: Int32 = 0
  var foreground: Int32 = -1
  var background: Int32 = -1
}
