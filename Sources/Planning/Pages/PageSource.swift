import Disk
import References
import Site
import Values

/// A page that is to be read: its template, and the URLs that come into it.
public struct PageSource: Equatable, Sendable {
  /// The template, relative to the project's folder.
  public var file: BytePath
  /// The URLs.
  public var urls: PageURLs

  /// Makes the source of a page.
  public init(file: BytePath, urls: PageURLs) {
    self.file = file
    self.urls = urls
  }

  /// The template's absolute path.
  public var path: BytePath {
    urls.project.folder.appending(file)
  }

  /// Reads the template and renders it.
  public func preview(from fileSystem: some FileSystem) throws(FileError) -> PagePreview {
    let contents = try contents(from: fileSystem)
    let urls = urls.followingEdits(on: fileSystem)
    return PagePreview(
      contents, of: file,
      replacing: urls.replacements(in: contents, of: file, by: urls.resolver()))
  }

  /// Reads the template, and those that it extends and includes, and renders the page for a browser
  /// that has no server: URLs of static files, also those that stand in a template as text, lead to
  /// the project's files.
  public func localPage(from fileSystem: some FileSystem) throws(FileError) -> [UInt8] {
    let templates = TemplateList(project: urls.project, fileSystem: fileSystem)
    let resolver = urls.resolver()
    let contents = local(try contents(from: fileSystem), of: file, by: resolver)
    // Listing the templates takes a walk: only for a page that names others.
    var files: [BytePath]?
    return PageComposition.page(contents, of: file) { name, template in
      let known = files ?? templates.files()
      files = known
      guard let found = TemplateList.file(named: name, in: known, from: template),
        let contents = try? PageSource(file: found, urls: urls).contents(from: fileSystem)
      else { return nil }
      return (found, local(contents, of: found, by: resolver))
    }
  }

  /// A template's text with the URLs that lead to files.
  private func local(_ contents: [UInt8], of file: BytePath, by resolver: Resolver) -> [UInt8] {
    let page = PagePreview(
      contents, of: file,
      replacing: urls.localReplacements(in: contents, of: file, by: resolver))
    return page.lines.flatMap { $0.next + [UInt8(ascii: "\n")] }
  }

  private func contents(from fileSystem: some FileSystem) throws(FileError) -> [UInt8] {
    do {
      return try fileSystem.read(path, limit: TemplateList.largestTemplate)
    } catch {
      throw FileError(file, error.reason)
    }
  }
}
