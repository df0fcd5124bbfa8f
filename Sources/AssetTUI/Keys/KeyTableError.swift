import Screen
import Site
import Values

/// Why the settings' `[keys]` cannot be used.
public enum KeyTableError: Error, Equatable, Sendable {
  /// No action has that name.
  case unknownAction(String, file: String, line: Int)
  /// No key has that name.
  case unknownKey(String, action: String, file: String, line: Int)
  /// Two actions have the same key.
  case conflict(String, [String], file: String, line: Int)
}

extension KeyTableError {
  /// The settings file's name, and the line there, from 1.
  public var place: (file: String, line: Int) {
    switch self {
    case .unknownAction(_, let file, let line), .unknownKey(_, _, let file, let line),
      .conflict(_, _, let file, let line):
      (file, line)
    }
  }
}

extension KeyTableError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unknownAction(let name, let file, let line):
      "\(file):\(line): keys.\(VisibleText.of(name)): no such action - one of "
        + Action.allCases.map(\.rawValue).joined(separator: ", ")
    case .unknownKey(let name, let action, let file, let line):
      "\(file):\(line): keys.\(VisibleText.of(action)): no key is called \"\(VisibleText.of(name))\""
        + " - write x, Space, ^N, Alt-x, F5, Up, PgDn, Enter, Tab or Esc"
    case .conflict(let key, let actions, let file, let line):
      "\(file):\(line): keys: \(key) is bound to \(actions.joined(separator: " and "))"
        + " - give one of them another key, or none: []"
    }
  }
}
