import AssetCore
import Disk
import References
import Site

extension ProjectOptions {
  /// Finds the project and reads it whole, with what is known to be added to its URLs.
  ///
  /// Where no loader is found, templates are read too: they may make tokens themselves.
  func openServedWorkspace() throws -> Workspace {
    let disk = DiskFileSystem()
    let workspace = try openWorkspace()
    let learned = workspace.learned(on: disk)
    let isAsked = workspace.project.settings.roots.contains { root in
      root.tokens == .loader && root.loader == .project && learned.anyLoader(of: root.name) == nil
    }
    guard isAsked, workspace.hasReferrers(on: disk) else { return workspace.knowing(learned) }
    let map = references(of: workspace).map
    return workspace.knowing(map.learned, map)
  }
}
