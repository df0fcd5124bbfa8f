import Disk
import Values

/// A versions file that the file system would not show.
public struct VersionsUnreadable: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file as seen from the project's folder.
  public var name: BytePath
  /// What stood in the way.
  public var reason: FileError.Reason

  /// `permission denied: asset-versions.json - make it readable`.
  public var description: String {
    "\(reason): \(VisibleText.of(name))\(reason.readAdvice)"
  }
}
