import AssetCore
import Disk
import Planning
import References
import Screen
import Site
import Values

/// What a scan lists before it reads any asset.
public struct Listing: Sendable {
  /// The project, its settings as read now.
  public var project: Project
  /// The versions file as read now.
  public var versions: VersionsDocument
  /// Every asset beside its record, with the digests that are known from earlier scans.
  public var inventory: Inventory
  /// The names of the assets as the list shows them.
  public var names: NameIndex
  /// The folders of the assets.
  public var tree: FolderTree
  /// The number of assets whose bytes will be read.
  public var unread: Int

  /// Makes a listing.
  public init(project: Project, versions: VersionsDocument, inventory: Inventory) {
    self.project = project
    self.versions = versions
    self.inventory = inventory
    unread = inventory.unreadCount
    names = NameIndex(inventory, of: project)
    tree = FolderTree(inventory.names)
  }
}
