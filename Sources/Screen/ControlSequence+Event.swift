extension ControlSequence {
  /// The event that the sequence stands for, or nil for one that says nothing to this program.
  ///
  /// Sources: xterm's ctlseqs ("PC-Style Function Keys", "Mouse Tracking", "FocusIn/FocusOut",
  /// modifyOtherKeys), console_codes(4), urxvt(7) for `$ ^ @`, the kitty keyboard protocol for `u`.
  var event: InputEvent? {
    if marker == UInt8(ascii: "<") { return mouseEvent }
    guard marker == nil, !hasIntermediates, !isRelease else { return nil }
    switch final {
    case UInt8(ascii: "~"):
      if parameter(0) == 27 {
        return Key.typed(code: parameter(2), modifiers: parameter(1)).map(InputEvent.key)
      }
      return KeySequences.numbered(parameter(0)).map(InputEvent.key)
    case UInt8(ascii: "$"), UInt8(ascii: "^"), UInt8(ascii: "@"):
      return KeySequences.numbered(parameter(0)).map(InputEvent.key)
    case UInt8(ascii: "u"):
      let shifted = part(0, 1)
      let code = shifted > 0 && (parameter(1) - 1) & 1 != 0 ? shifted : parameter(0)
      return Key.typed(code: code, modifiers: parameter(1)).map(InputEvent.key)
    case UInt8(ascii: "I") where parameters.isEmpty: return .focus(true)
    case UInt8(ascii: "O") where parameters.isEmpty: return .focus(false)
    default:
      // Anything but `1;modifiers` is an answer of the terminal, such as a cursor report `24;80R`.
      guard parameter(0) <= 1 else { return nil }
      return KeySequences.lettered(final).map(InputEvent.key)
    }
  }

  /// Whether the sequence begins a bracketed paste.
  var beginsPaste: Bool {
    marker == nil && !hasIntermediates && final == UInt8(ascii: "~") && parameter(0) == 200
  }

  /// Whether the kitty protocol says that a key was let go.
  private var isRelease: Bool { part(1, 1) == 3 }

  /// A report of the mouse in SGR form: `ESC [ < button ; column ; row M`, `m` for a release.
  private var mouseEvent: InputEvent? {
    guard final == UInt8(ascii: "M"), parameters.count == 3 else { return nil }
    return .mouse(button: parameter(0), column: parameter(1), row: parameter(2))
  }
}

extension InputEvent {
  /// The event of a mouse report, or nil for a button that does nothing here.
  ///
  /// - Parameters:
  ///   - button: the number with its modifiers (4 Shift, 8 Alt, 16 Control), which are left out.
  ///   - column: the column, counted from 1.
  ///   - row: the row, counted from 1.
  static func mouse(button: Int, column: Int, row: Int) -> InputEvent? {
    guard column >= 1, row >= 1 else { return nil }
    let position = Position(row: row - 1, column: column - 1)
    switch button & ~0x1C {
    case 0: return .mouse(MouseEvent(.press, at: position))
    case 64: return .mouse(MouseEvent(.wheelUp, at: position))
    case 65: return .mouse(MouseEvent(.wheelDown, at: position))
    default: return nil
    }
  }
}
