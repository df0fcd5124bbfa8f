import Disk
import Planning
import Site
import Values

extension Project {
  /// The project as `init` would set it up, and a line that says so, where nothing is set up yet and tokens
  /// stand in files: by what is usual alone they would count for nothing.
  ///
  /// - Returns: nil where there are settings or a versions file, or no such tokens.
  public func asInitWould(on fileSystem: any FileSystem) -> (project: Project, words: String)? {
    guard case .conventions = source,
      ((try? fileSystem.kind(of: versionsPath)) ?? nil) == nil,
      let survey = try? ProjectSurvey(of: folder, on: fileSystem), let standing = survey.standing,
      let project = try? survey.provisional()
    else { return nil }
    return (
      Project(folder: folder, settings: project.settings, source: .conventions),
      "nothing is set up here yet, and \(standing): assetbump init adopts them"
    )
  }
}
