import Site
import Values

/// Where the files of a built site are served, and what the URLs in them count from.
struct BuiltPages: Sendable {
  /// The URL path that the site's folder is served under, with a slash at both ends.
  private let url: [UInt8]
  /// What pages say that their URLs count from.
  private let bases: [BytePath: [UInt8]]
  /// The URL path that the URLs of all pages count from; nil where it is not the same for all.
  private let common: [UInt8]?

  /// Where a URL leads.
  enum Place: Equatable {
    /// A file of the site, from its folder.
    case file(BytePath)
    /// Another site.
    case elsewhere
    /// What it counts from is not known.
    case unknown
  }

  /// What the URLs of a file count from.
  private enum Base {
    case folder([UInt8])
    case elsewhere
    case unknown
  }

  /// Makes what is known of a site.
  ///
  /// - Parameters:
  ///   - url: the URL path that its folder is served under, with a slash at both ends.
  ///   - pages: its pages, from its folder.
  ///   - bases: what pages say in `<base href>`, by the page.
  init(url: String, pages: [BytePath], bases: [BytePath: [UInt8]]) {
    self.url = Array(url.utf8)
    self.bases = bases
    let own = BuiltPages(url: self.url, bases: bases)
    var folders: Set<[UInt8]> = []
    for page in pages {
      guard case .folder(let folder) = own.base(ofPage: page) else {
        folders = []
        break
      }
      folders.insert(folder)
      if folders.count > 1 { break }
    }
    common = folders.count == 1 ? folders.first : nil
  }

  private init(url: [UInt8], bases: [BytePath: [UInt8]]) {
    self.url = url
    self.bases = bases
    common = nil
  }

  /// Where the path of a URL leads, escapes taken out.
  func place(of path: [UInt8], in reference: Reference) -> Place {
    let isPage = ReferenceLanguage(reference.file) == .template
    let base: Base
    switch reference.form {
    case _ where isPage: base = self.base(ofPage: reference.file)
    case .scriptString, .scriptHTML:
      base =
        reference.countsFromFile
        ? .folder(folder(of: reference.file)) : common.map { .folder($0) } ?? .unknown
    default: base = .folder(folder(of: reference.file))
    }
    let whole: [UInt8]
    switch base {
    case .elsewhere: return .elsewhere
    case _ where path.first == BytePath.slash: whole = path
    case .unknown: return .unknown
    case .folder(let folder):
      // It counts from the stylesheet that uses the property, which may be another.
      if reference.customProperty != nil { return .unknown }
      whole = folder + path
    }
    let normalized = Resolver.normalized(whole)
    guard normalized.starts(with: url) else { return .elsewhere }
    return .file(BytePath(bytes: Array(normalized.dropFirst(url.count))))
  }

  /// Where a relative path leads that counts from the file that it stands in, as a module's do.
  func place(of path: [UInt8], beside file: BytePath) -> Place {
    let normalized = Resolver.normalized(folder(of: file) + path)
    guard normalized.starts(with: url) else { return .elsewhere }
    return .file(BytePath(bytes: Array(normalized.dropFirst(url.count))))
  }

  /// The URL path of the folder that a file lies in.
  private func folder(of file: BytePath) -> [UInt8] {
    Resolver.folder(of: url + file.bytes)
  }

  /// What the URLs of a page count from (WHATWG HTML, "document base URL").
  private func base(ofPage page: BytePath) -> Base {
    let own = folder(of: page)
    guard let text = bases[page] else { return .folder(own) }
    let path = text.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    if path.contains(TargetText.hole) || TokenText.isPlaceholder(path) { return .unknown }
    if path.starts(with: "//".utf8)
      || path.prefix(while: { $0 != BytePath.slash }).contains(UInt8(ascii: ":"))
    {
      return .elsewhere
    }
    let whole =
      path.first == BytePath.slash ? Array(path) : own + PercentEncoding.decoded(path)
    return .folder(Resolver.folder(of: Resolver.normalized(whole)))
  }
}

extension BuiltPages {
  /// The language that a file of a built site is read in; nil for one that is no page, style, script or web
  /// manifest.
  static func language(of path: BytePath) -> ReferenceLanguage? {
    guard let language = ReferenceLanguage(path) else { return nil }
    switch language {
    case .template:
      return ending(of: path, isIn: pages) || ending(of: path, isIn: images) ? language : nil
    case .css(hasLineComments: false), .json(isManifest: true): return language
    case .javaScript: return ending(of: path, isIn: scripts) ? language : nil
    default: return nil
    }
  }

  /// Whether a file is a page.
  static func isPage(_ path: BytePath) -> Bool { ending(of: path, isIn: pages) }

  /// Whether the URL of a file may carry a token: not that of a page, which people keep, nor of a feed, a
  /// site map and the like, which programs do.
  static func isVersioned(_ path: BytePath) -> Bool {
    !ending(of: path, isIn: pages) && !ending(of: path, isIn: documents)
      && !FileExtensions.isProgram(path.bytes[...])
  }

  private static func ending(of path: BytePath, isIn words: WordSet) -> Bool {
    guard let dot = path.name.lastIndex(of: BytePath.dot) else { return false }
    return words.contains(path.name[(dot + 1)...], lowering: true)
  }

  private static let pages = WordSet(["html", "htm", "xhtml", "xht"])
  private static let images = WordSet(["svg"])
  private static let scripts = WordSet(["js", "mjs", "cjs"])
  private static let documents = WordSet(["xml", "txt", "rss", "atom"])
}
