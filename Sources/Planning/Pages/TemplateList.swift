import Disk
import Formats
import Site
import Values

/// The templates of a project: the files that the settings' globs name.
public struct TemplateList: Sendable {
  /// The greatest size of a template that is read, in bytes.
  static let largestTemplate = 4 << 20

  let project: Project
  let fileSystem: any FileSystem

  /// Looks for the templates of a project on a file system.
  public init(project: Project, fileSystem: any FileSystem) {
    self.project = project
    self.fileSystem = fileSystem
  }

  /// The templates, relative to the project's folder, in the order of their bytes.
  ///
  /// Dotfolders and folders of installed packages are not looked into, links to folders are not
  /// followed, and a folder that cannot be listed holds none.
  ///
  /// - Parameter isCancelled: asked once a folder; true ends the search with what is found.
  public func files(isCancelled: () -> Bool = { false }) -> [BytePath] {
    ProjectListing(of: project.folder, on: fileSystem, isCancelled: isCancelled).paths
      .filter(project.settings.templates.matches)
  }
}
