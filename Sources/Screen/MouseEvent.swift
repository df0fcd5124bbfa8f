/// One use of the mouse.
public struct MouseEvent: Hashable, Sendable {
  /// What was done.
  public enum Action: Hashable, Sendable {
    /// The left button was pressed.
    case press
    /// The wheel was turned away from the person.
    case wheelUp
    /// The wheel was turned towards the person.
    case wheelDown
  }

  /// What was done.
  public let action: Action
  /// The cell under the pointer.
  public let position: Position

  /// Makes an event.
  public init(_ action: Action, at position: Position) {
    self.action = action
    self.position = position
  }
}
