/// The terminal, as the loop of the user interface sees it.
///
/// One thread calls it, the main one. Between `close` and the end of the program no method does
/// anything.
public protocol Terminal: AnyObject {
  /// The size as of the last event.
  var size: Size { get }

  /// Whether other than ASCII can be shown; without, draw ASCII rules and `~` for an ellipsis.
  var isUnicode: Bool { get }

  /// Shows a frame; what does not fit on the screen is cut off.
  func draw(_ grid: Grid)

  /// Sleeps until the terminal has events or a descriptor becomes readable.
  ///
  /// - Parameter wake: the descriptor of a `Mailbox`, or -1.
  /// - Returns: the events in their order; none when only `wake` became readable.
  func nextEvents(wake: Int32) -> [InputEvent]

  /// Gives the terminal back and stops the program as ^Z does; returns after `fg`.
  ///
  /// The next events then begin with `.resumed`.
  func suspend()

  /// Gives the terminal to another program, such as an editor, while `body` runs.
  func release<T>(_ body: () throws -> T) rethrows -> T

  /// Paints every cell anew with the next frame, for a screen that something else wrote on.
  func redrawAll()

  /// Sends bytes as they are between two frames: an escape sequence such as OSC 52.
  func write(_ bytes: [UInt8])

  /// Asks the terminal to report clicks and the wheel, or to stop.
  func setMouse(_ on: Bool)

  /// Gives the terminal back for good. Further calls do nothing.
  func close()
}
