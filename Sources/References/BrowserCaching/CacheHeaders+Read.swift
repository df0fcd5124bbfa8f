import Disk
import Site
import Values

extension CacheHeaders {
  /// The greatest size of a file that is looked through, in bytes.
  private static let largestFile = 1 << 20

  /// Reads what a project's Python source and nginx configuration say.
  ///
  /// Tests, documentation and copies do not count; files that cannot be read are passed over.
  ///
  /// - Parameter sources: the project's Python files, from its folder; others among them are passed
  ///   over.
  public static func read(
    of project: Project, sources: [BytePath], on fileSystem: any FileSystem
  ) -> CacheHeaders {
    let folders = project.settings.roots.flatMap(\.folders)
    return read(
      of: project, sources: sources,
      others: ProjectListing(
        of: project.folder, on: fileSystem, outside: folders, isWanted: isConfiguration
      ).paths,
      on: fileSystem)
  }

  /// Reads what a project's Python source and nginx configuration say.
  ///
  /// - Parameters:
  ///   - sources: the project's Python files, from its folder; others among them are passed over.
  ///   - others: files outside the static roots, its configuration of nginx among them.
  package static func read(
    of project: Project, sources: [BytePath], others: [BytePath], on fileSystem: any FileSystem
  ) -> CacheHeaders {
    let configurations = others.filter(isConfiguration)
    let classes = project.settings.sources
    var evidence: [Evidence] = []
    for file in (sources.filter { $0.name.suffix(3).elementsEqual(".py".utf8) } + configurations)
      .sorted() where classes.of(file) == .own
    {
      let path = project.folder.appending(file)
      guard let text = try? fileSystem.read(path, limit: largestFile) else { continue }
      evidence +=
        isConfiguration(file)
        ? NginxCaching(text, of: file, urls: project.settings.roots.map(\.url)).evidence
        : PythonCaching(text, of: file).evidence
    }
    return CacheHeaders(evidence)
  }

  /// Whether a file configures nginx, by its name: `shop.conf`, `nginx.conf.j2`, `site.nginx`.
  static func isConfiguration(_ path: BytePath) -> Bool {
    let name = path.name
    // All of them have an n, and most names of templates have none.
    guard name.contains(where: { $0.lowered == UInt8(ascii: "n") }) else { return false }
    let text = String(decoding: name, as: UTF8.self).lowercased()
    guard !text.hasSuffix(".py") else { return false }
    return text.hasSuffix(".conf") || text.contains(".conf.") || text.hasSuffix(".nginx")
      || text.hasPrefix("nginx")
  }
}

extension CacheHeaders.Keeping {
  /// What the directives of a `Cache-Control` header say (RFC 9111, section 5.2.2); nil where they say
  /// nothing of a browser's time.
  static func of(header text: some Collection<UInt8>) -> CacheHeaders.Keeping? {
    var keeping: CacheHeaders.Keeping?
    for directive in String(decoding: text, as: UTF8.self).lowercased().split(separator: ",") {
      let parts = directive.split(separator: "=", maxSplits: 1).map {
        $0.filter { !$0.isWhitespace && $0 != "\"" }
      }
      switch parts.first {
      case "no-cache", "no-store": return .revalidated
      case "immutable": keeping = .immutable
      case "max-age":
        if keeping != .immutable, parts.count > 1, let seconds = Int(parts[1]) {
          keeping = .of(seconds)
        }
      default: break
      }
    }
    return keeping
  }
}
