import Formats
import Values

/// The keys that the settings give an action of the terminal UI.
public struct KeyBinding: Equatable, Sendable {
  /// The action's name as written.
  public var action: String
  /// The keys' names as written; none switches the action off.
  public var keys: [String]
  /// The line of the settings file where the binding stands, from 1.
  public var line: Int

  /// Makes a binding.
  public init(action: String, keys: [String], line: Int) {
    self.action = action
    self.keys = keys
    self.line = line
  }
}
