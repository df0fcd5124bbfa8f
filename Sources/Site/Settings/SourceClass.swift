import Formats
import Values

/// Whose a file is, and what for: references in files that are not the project's own are told apart.
public enum SourceClass: String, BitwiseCopyable, CaseIterable, Sendable {
  /// The project's own.
  case own
  /// Brought along from elsewhere.
  case vendored
  /// Made smaller by a build; its source is what counts.
  case minified
  /// Left over: a copy, a collected folder.
  case backup
  /// A test, which pins a path or token: it fails after a bump, and is named, never changed.
  case test
  /// Prose and history, never changed.
  case documentation
  /// A template that no glob of the settings names.
  case unlisted
}

extension SourceClass {
  /// The classes that settings have globs for.
  static let named: [SourceClass] = allCases.filter { $0 != .own && $0 != .unlisted }
}
