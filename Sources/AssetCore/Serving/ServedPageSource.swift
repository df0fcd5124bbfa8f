import Disk
import Planning
import References
import Site
import Values

/// A page of a running site that is to be shown with its next URLs.
public struct ServedPageSource: Equatable, Sendable {
  /// The page.
  public var page: ServedPage
  /// What decides on the next URLs.
  public var urls: PageURLs
  /// What the versions file says.
  public var versions: VersionsFile
  /// How URLs stand in the project's files.
  public var map: ReferenceMap

  /// Makes the source of a page.
  public init(page: ServedPage, urls: PageURLs, versions: VersionsFile, map: ReferenceMap) {
    (self.page, self.urls, self.versions, self.map) = (page, urls, versions, map)
  }

  /// Puts the next URLs in place.
  public func generated(on fileSystem: any FileSystem) -> GeneratedPage {
    GeneratedPage(
      page.body, at: page.url,
      assets: ServedAssets(of: urls.project, urls.inventory, versions, at: page.url),
      urls: urls.followingEdits(on: fileSystem), written: WrittenTokens(map))
  }
}
