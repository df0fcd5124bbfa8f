import Disk
import Formats
import Planning
import Site
import Values

/// A built site: a folder of pages, styles, scripts and what they name, each served as it lies, without
/// settings or a versions file.
public struct BuiltSite: Sendable {
  /// The folder as a project: one root whose tokens stand in its own files.
  public let project: Project

  /// Opens a folder.
  ///
  /// - Parameters:
  ///   - folder: the site's folder, absolute.
  ///   - base: the URL path that it is served under, with a slash at both ends.
  /// - Throws: ``BuiltSiteError`` where there is no such folder, or it is a project of its own.
  public init(
    _ folder: BytePath, base: String, on fileSystem: some FileSystem
  ) throws(BuiltSiteError) {
    guard let real = try? fileSystem.realPath(of: folder),
      ((try? fileSystem.kind(of: real)) ?? nil) == .folder
    else { throw .noFolder(folder) }
    var settings = Settings(
      templates: GlobList([]), ignore: GlobList([]),
      roots: [
        StaticRoot(
          name: "site", folders: ["."], url: base, tokens: .literal)
      ], sources: SourceClasses([]))
    for name in ["assetbump.toml", settings.versions] {
      if ((try? fileSystem.kind(of: real.appending(name))) ?? nil) != nil {
        throw .project(folder, name)
      }
    }
    if let project = try? Project.open(real, in: fileSystem), case .file(let name) = project.source
    {
      throw .project(folder, BytePath(name))
    }
    settings.strategies = StrategyRules()
    project = Project(folder: real, settings: settings, source: .conventions)
  }

  /// Reads the site, and plans its tokens.
  ///
  /// - Throws: ``ScanError`` for the folder, ``FileError`` for a file that can no longer be read.
  public func plan(on day: CalendarDay, from fileSystem: some FileSystem) throws -> Plan {
    let workspace = try Workspace(of: project, on: fileSystem)
    let mending = try Mending.built(of: project, workspace.inventory, from: fileSystem)
    return Plan(
      stamping: workspace.inventory, by: mending, rules: workspace.rules(on: day))
  }
}
