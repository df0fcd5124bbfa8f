/// What the loop of the user interface wakes up for.
public enum InputEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted; the bytes as they came, lines end in CR or LF.
  case paste([UInt8])
  /// The mouse was used.
  case mouse(MouseEvent)
  /// The terminal's window got the focus (true) or lost it.
  case focus(Bool)
  /// The screen has another size.
  case resize(Size)
  /// The program was stopped and goes on; the screen is to be drawn anew.
  case resumed
  /// A signal asks the program to end.
  case terminate(Int32)
  /// The terminal told the colour of its ground, and whether that is a dark one.
  case ground(isDark: Bool)
  /// The terminal is gone.
  case hangup
}
