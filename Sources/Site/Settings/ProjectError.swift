import Disk
import Values

/// Why there is no project to work with.
public enum ProjectError: Error, Equatable, Sendable {
  /// The settings cannot be used.
  case settings(SettingsError)
  /// The file system would not show what lies there.
  case unreadable(FileError)
  /// Both kinds of settings in one folder.
  case twoSettings(folder: BytePath)
  /// Several packages with a static folder, and no settings that say which count.
  case severalStatics(folder: BytePath, found: [BytePath])
  /// Several applications that serve other static files under one name or URL: the folders to set them
  /// up in, from the project's, and the places that make them.
  case severalApplications(folder: BytePath, homes: [BytePath], places: [String])
  /// Nothing of a project in a folder and above it.
  case notFound(from: BytePath)
  /// Nothing of a project in the folder that was named.
  case notThere(folder: BytePath)
  /// The folder that was named is none.
  case noFolder(BytePath)
}

extension ProjectError: CustomStringConvertible {
  /// What is wrong, where, and what to do next.
  public var description: String {
    let marks =
      "assetbump.toml, pyproject.toml with [tool.assetbump], asset-versions.json and static/"
    return switch self {
    case .settings(let error): error.description
    case .unreadable(let error): "cannot look for a project: \(error)\(error.reason.readAdvice)"
    case .twoSettings(let folder):
      "two settings in \(VisibleText.of(folder)): assetbump.toml, and [tool.assetbump] in "
        + "pyproject.toml - keep one of them"
    case .severalStatics(let folder, let found):
      "several static folders in \(VisibleText.of(folder)): "
        + found.map(VisibleText.of).joined(separator: ", ")
        + " - run assetbump init there, and say in assetbump.toml which are served"
    case .severalApplications(let folder, let homes, let places):
      "several web applications in \(VisibleText.of(folder)) serve static files of their own: "
        + Self.list(places)
        + " - run assetbump init in each of their folders: "
        + Self.list(homes.map { "\(VisibleText.of($0))/" })
    case .notFound(let folder):
      "no project here: looked for \(marks) in \(VisibleText.of(folder)) and above - "
        + "run assetbump init in the project's folder, or name it with --project"
    case .notThere(let folder):
      "no project in \(VisibleText.of(folder)): looked for \(marks) - "
        + "run assetbump init there, or name another folder with --project"
    case .noFolder(let folder):
      "no such folder: \(VisibleText.of(folder)) - name the project's folder with --project"
    }
  }

  /// The first eight, with a comma between them, and the number of the others.
  private static func list(_ names: [String]) -> String {
    let more = names.count > 8 ? " and \(names.count - 8) more" : ""
    return names.prefix(8).joined(separator: ", ") + more
  }
}
