import AssetCore
import Planning
import References
import Site
import Values

/// A site, and the project that it is held against.
public struct SiteQuestion: Equatable, Sendable {
  /// The page to begin at.
  public var url: WebURL
  /// The project, with what is known to be added to its URLs.
  public var project: Project
  /// Every asset beside its record.
  public var inventory: Inventory
  /// What the versions file says.
  public var versions: VersionsFile
  /// The references in the project's files.
  public var map: ReferenceMap
}
