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
    PagePreview(try contents(from: fileSystem), of: file) { urls[$0] }
  }

  /// Reads the template and renders it for a browser that has no server: URLs of static files, also
  /// those that stand in the template as text, lead to the project's files.
  public func localPage(from fileSystem: some FileSystem) throws(FileError) -> [UInt8] {
    let page = PagePreview(try contents(from: fileSystem), of: file) { id in
      urls[id].map { ($0.now, urls.localURL(of: id) ?? $0.next) }
    }
    return page.lines.flatMap { LocalLinks(urls).resolved($0.next) + [0x0A] }
  }

  private func contents(from fileSystem: some FileSystem) throws(FileError) -> [UInt8] {
    do {
      return try fileSystem.read(path, limit: TemplateList.largestTemplate)
    } catch {
      throw FileError(file, error.reason)
    }
  }
}

/// The URLs of static files that stand in a template as text, between quotes.
private struct LocalLinks {
  private let urls: PageURLs

  init(_ urls: PageURLs) {
    self.urls = urls
  }

  /// The line with URLs that lead to files; what names no asset stays as it is.
  func resolved(_ line: [UInt8]) -> [UInt8] {
    var line = line
    for root in urls.project.settings.roots {
      for quote in [UInt8(ascii: "'"), UInt8(ascii: "\"")] {
        for prefix in Set([root.url, root.servedPrefix]) {
          line = resolved(line, behind: [quote] + prefix.utf8, of: root)
        }
      }
    }
    return line
  }

  /// - Parameter start: a quote and the prefix of the root's URLs.
  private func resolved(_ line: [UInt8], behind start: [UInt8], of root: StaticRoot) -> [UInt8] {
    let quote = start[0]
    var resolved: [UInt8] = []
    var rest = line[...]
    while let found = ByteSearch.firstIndex(of: start, in: rest) {
      let path = rest[(found + start.count)...].prefix {
        $0 != quote && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
      }
      let id = AssetID(root: root.name, path: BytePath(bytes: PercentEncoding.decoded(path)))
      resolved += rest[...found]
      if let url = urls.localURL(of: id) {
        resolved += url.utf8.prefix { $0 != UInt8(ascii: "?") }
      } else {
        resolved += rest[(found + 1)..<path.endIndex]
      }
      rest = rest[path.endIndex...]
    }
    return resolved + rest
  }
}
