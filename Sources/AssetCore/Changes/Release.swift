import Disk
import Site
import Values

/// One side of a comparison: what versions file and settings say in a commit, or in the working tree.
public struct Release: Sendable {
  /// The revision as the person names it; `the working tree`.
  public var name: String
  /// The commit; nil for the working tree.
  public var commit: ObjectID?
  /// The records.
  public var versions: VersionsFile
  /// The static roots, which make the URLs.
  public var roots: [StaticRoot]

  /// Makes a side.
  public init(name: String, commit: ObjectID? = nil, versions: VersionsFile, roots: [StaticRoot]) {
    self.name = name
    self.commit = commit
    self.versions = versions
    self.roots = roots
  }

  /// The working tree of a workspace.
  public init(_ workspace: Workspace) {
    self.init(
      name: "the working tree", versions: workspace.versions.file,
      roots: workspace.project.settings.roots)
  }

  /// The URL of an asset by its record; nil where there is no root of that name, or no URL.
  func url(of id: AssetID, _ record: Record?) -> String? {
    guard let record else { return nil }
    return roots.first { $0.name == id.root }?.url(of: id.path, token: record.token)
  }
}
