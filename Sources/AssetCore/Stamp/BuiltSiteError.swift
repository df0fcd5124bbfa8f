import Disk
import Formats
import Planning
import Site
import Values

/// Why a folder cannot be stamped.
public enum BuiltSiteError: Error, Equatable, Sendable {
  /// There is no such folder.
  case noFolder(BytePath)
  /// It is a project of its own: the folder, and the file that says so.
  case project(BytePath, BytePath)
}

extension BuiltSiteError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .noFolder(let folder):
      "no such folder: \(VisibleText.of(folder)) - name the folder of a built site"
    case .project(let folder, let file):
      "\(VisibleText.of(folder)) is set up by \(VisibleText.of(file)), whose tokens would no longer hold"
        + " - assetbump bump --all --add-tokens there, or name the folder of a built site"
    }
  }
}
