import Disk
import Values

/// Why the static roots could not be scanned.
public enum ScanError: Error, Equatable, Sendable {
  /// A folder of a root cannot be listed: root name, the folder as the settings name it, reason.
  case root(name: String, folder: BytePath, reason: FileError.Reason, settings: String)
  /// A folder of a root is a link to `/`: root name, the folder as the settings name it.
  case wholeDisk(name: String, folder: BytePath, settings: String)
  /// The scan was called off.
  case cancelled
}

extension ScanError: CustomStringConvertible {
  /// What happened, where, and what to do.
  public var description: String {
    switch self {
    case .root("static", "static", .notFound, let settings):
      "static root \"static\": no such folder: static - create it, or name the folder that is served in a"
        + " [[root]] of \(settings): where one is listed there, take the # away from its lines"
    case .root(let name, let folder, .notFound, let settings):
      "static root \"\(VisibleText.of(name))\": no such folder: \(VisibleText.of(folder))"
        + " - create it, or correct its paths in \(settings)"
    case .root(let name, let folder, let reason, let settings):
      "static root \"\(VisibleText.of(name))\": \(reason): \(VisibleText.of(folder))"
        + " - make it readable, or correct its paths in \(settings)"
    case .wholeDisk(let name, let folder, let settings):
      "static root \"\(VisibleText.of(name))\": a link to /, all files of the machine:"
        + " \(VisibleText.of(folder)) - link to the static files alone, or correct its paths in"
        + " \(settings)"
    case .cancelled: "the scan was stopped"
    }
  }
}
