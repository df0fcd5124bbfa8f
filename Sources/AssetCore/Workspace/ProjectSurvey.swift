import Disk
import Formats
import Planning
import References
import Site
import Values

/// What a project without settings tells of itself, for a first `assetbump.toml`: its folders, source
/// and templates, read and never run.
struct ProjectSurvey {
  /// What the settings will say.
  private(set) var layout: DetectedLayout
  /// What source and templates told.
  private(set) var learned: LearnedProject
  /// The roots whose tokens the application is to add, and nothing does yet.
  private(set) var lacking: [String] = []
  /// The applications that are to be set up in folders of their own.
  let separate: SeparateApplications
  /// How many references carry tokens, and the first, in words; nil where none does.
  private(set) var standing: String?
  /// How many tokens are whole numbers, and the first, in words; nil where most are not.
  private(set) var counting: String?
  /// References with tokens that lead to no root; where the first stands.
  private(set) var astray: (count: Int, first: String)?
  /// What source of other languages than Python serves.
  private var served: [ServingCalls.Found] = []
  /// Whether roots were found by nothing but the files that pages name.
  private var isPlain = false
  /// The folders that a generator copies into a site of pages.
  private var copied: Set<BytePath> = []
  /// The folders among the static files that were brought along from elsewhere.
  private(set) var foreign = ForeignFolders(among: [], in: [])
  /// The site that a generator writes of the project.
  private(set) var writtenSite: SiteGenerators.Site?
  let folder: BytePath
  let fileSystem: any FileSystem

  /// Surveys the project in a folder, absolute.
  init(of folder: BytePath, on fileSystem: any FileSystem) throws {
    self.folder = folder
    self.fileSystem = fileSystem
    layout = try DetectedLayout.detect(in: folder, fileSystem)
    let project = Project(folder: folder, settings: Settings(), source: .conventions)
    let paths = ProjectListing(of: folder, on: fileSystem).paths
    learned = ReferenceReader(of: project, on: fileSystem).learn(from: paths)
    separate = SeparateApplications(learned)
    if let error = separate.error(in: folder) { throw error }
    layout.helpers = learned.helpers
    layout.servesPages = learned.servesPages
    layout.templates = (layout.templates + learned.templates)
      .filter { !separate.isOthers($0) }.sorted()
    layout.roots = sourceRoots()
    addServed(among: paths)
    addPageFolders(among: paths)
    addMain(among: paths)
    layout.roots =
      layout.roots.filter { $0.root.name == "static" }
      + layout.roots.filter { $0.root.name != "static" }
    let taken = Set((layout.roots + layout.candidates).flatMap(\.root.folders))
    let main = layout.main.map { [$0] } ?? []
    layout.others = (main + layout.others)
      .filter { !taken.contains($0) && !separate.isOthers($0) }.sorted()
    addOwnSources()
    addForeign(among: paths)
    if layout.roots.isEmpty {
      layout.candidates += AssetFolders(among: paths, but: Array(taken) + layout.others).found
    } else {
      try guessTokens()
    }
  }

  /// The roots that source tells of.
  private func sourceRoots() -> [DetectedLayout.Root] {
    var roots: [DetectedLayout.Root] = []
    for found in learned.roots
    where found.evidence.file != nil && found.scope == nil && !found.isPageAtTop {
      let folders = found.folders.filter { folder in
        SettingsText.writable(folder) != nil
          && !roots.contains { $0.root.folders.contains(folder) }
      }
      guard !folders.isEmpty, folders != ["."],
        !roots.contains(where: { $0.root.name == found.name }),
        let url = found.urls.first, Self.canStand(url), Self.canStand(found.name)
      else { continue }
      roots.append(
        DetectedLayout.Root(
          StaticRoot(name: found.name, folders: folders, url: url), evidence: found.evidence.words))
    }
    return roots
  }

  /// Adds the folder that is a root by convention, where nothing names a root of that name.
  ///
  /// A folder that only holds folders of blueprints (`static_folder="../static/admin"`) is none: its
  /// files are served by the blueprints. One that holds more stays, for Flask serves it as well.
  private mutating func addMain(among paths: [BytePath]) {
    let named = layout.roots.flatMap(\.root.folders)
    guard let main = layout.main, !separate.isOthers(main), SettingsText.writable(main) != nil,
      !named.contains(main),
      !layout.roots.contains(where: { $0.root.name == "static" }),
      paths.contains(where: { path in
        path.relative(to: main) != nil && !named.contains { path.relative(to: $0) != nil }
      }) || named.isEmpty
    else { return }
    layout.roots.append(
      DetectedLayout.Root(StaticRoot(folders: [main]), evidence: "the folder's name"))
  }

  /// Adds the folders that source of other languages serves.
  private mutating func addServed(among paths: [BytePath]) {
    let calls = ServingCalls(
      paths: paths,
      hasFolder: { [folder, fileSystem] path in
        (try? fileSystem.kind(of: folder.appending(path))) == .folder
      },
      read: { [folder, fileSystem] path in
        try? fileSystem.read(folder.appending(path), limit: 1 << 20)
      })
    served = calls.all()
    for found in served {
      if found.isCopied {
        copied.insert(found.folder)
      } else if learned.application == nil, found.evidence.file?.isOfNode ?? false {
        learned.application = Application(
          framework: .node, variable: found.variable, evidence: found.evidence)
      }
      // Where the call says no URL, pages do.
      guard let url = found.url else { continue }
      add(found.folder, url, found.evidence.words)
    }
    guard learned.application == nil, layout.roots.isEmpty else { return }
    let generators = SiteGenerators(among: paths) { [folder, fileSystem] path in
      (try? fileSystem.kind(of: folder.appending(path))) == .folder
    }
    writtenSite = generators.site
    for found in generators.copied {
      copied.insert(found.folder)
      add(found.folder, found.url ?? "/", found.evidence.words)
    }
  }

  /// Adds the folders that pages and templates name files of.
  private mutating func addPageFolders(among paths: [BytePath]) {
    let isServed = !layout.roots.isEmpty || learned.application != nil
    var pages = PageFolders(paths: paths, taken: layout.roots.flatMap(\.root.folders))
    let scanner = ReferenceScanner(rules: ReferenceRules(prefixes: AssetFolders.prefixes(paths)))
    let classes = SourceClasses(SourceClasses.standard.filter { $0.0 != .documentation })
    for path in paths where ReferenceLanguage(path) == .template {
      guard classes.of(path) == .own,
        let bytes = try? fileSystem.read(
          folder.appending(path), limit: ReferenceReader.largestFile)
      else { continue }
      for reference in scanner.references(in: bytes, of: path) { pages.add(reference) }
    }
    if !isServed { addSheets(among: paths, to: &pages, by: scanner) }
    var found = pages.folders()
    for call in served where call.url == nil {
      let url = found.first { $0.folder == call.folder }?.url ?? "/"
      add(call.folder, url, call.evidence.words)
      found.removeAll { $0.folder == call.folder }
    }
    if let top = found.first(where: { $0.folder == "." && $0.holdsFiles }), !isServed {
      addTop(top, found)
      found = []
    }
    let count = found.count
    for place in found where place.folder != "." && !separate.isOthers(place.folder) {
      let evidence = place.evidence.words
      if place.folder == layout.main, !layout.roots.contains(where: { $0.root.name == "static" }) {
        guard let url = place.url, url != "/static/" else { continue }
        layout.roots.append(
          DetectedLayout.Root(
            StaticRoot(folders: [place.folder], url: url), evidence: evidence))
        continue
      }
      let url = place.url ?? (count == 1 && !isServed ? "/" : Self.url(of: place.folder))
      add(place.folder, url, evidence, isCandidate: isServed)
    }
    isPlain = !isServed && !found.isEmpty || !layout.ignore.isEmpty
    layout.pages = pages.templates(
      outside: layout.roots.flatMap(\.root.folders), listed: layout.templates,
      isAtTop: learned.servesPages)
  }

  /// Adds what stylesheets take from folders that no page names, where files are served as they lie.
  private func addSheets(
    among paths: [BytePath], to pages: inout PageFolders, by scanner: ReferenceScanner
  ) {
    let found = Set(pages.folders().map(\.folder).filter { $0 != "." })
    for path in paths
    where ReferenceLanguage(path) == .css(hasLineComments: false)
      && path.ancestors.contains(where: found.contains)
    {
      guard
        let bytes = try? fileSystem.read(
          folder.appending(path), limit: ReferenceReader.largestFile)
      else { continue }
      for reference in scanner.references(in: bytes, of: path) { pages.add(reference) }
    }
  }

  /// Counts what was brought along from elsewhere among the static files as that.
  private mutating func addForeign(among paths: [BytePath]) {
    foreign = ForeignFolders(among: paths, in: layout.roots.flatMap(\.root.folders))
    guard !foreign.found.isEmpty else { return }
    if let index = layout.sources.firstIndex(where: { $0.class == .vendored }) {
      layout.sources[index].globs += foreign.globs
    } else {
      let usual = SourceClasses.standard.first { $0.0 == .vendored }?.1.patterns ?? []
      layout.sources.append((.vendored, usual + foreign.globs))
    }
  }

  /// Adds the project's own folder, whose files pages name, with nothing in it but what they name.
  private mutating func addTop(_ top: ServedFolder, _ found: [ServedFolder]) {
    layout.roots.append(
      DetectedLayout.Root(
        StaticRoot(name: "site", folders: ["."], url: top.url ?? "/"),
        evidence: top.evidence.words))
    let folders = Set(
      found.compactMap { $0.folder.bytes.split(separator: BytePath.slash).first.map(Array.init) }
        .filter { $0 != [BytePath.dot] })
    layout.ignore =
      ["/*"] + top.endings.map { "!/*.\($0)" }
      + folders.map { "!\(Glob.literal(BytePath(bytes: [BytePath.slash] + $0)))/" }.sorted()
  }

  /// Counts the files of roots as the project's own, where the usual globs take them for others'.
  private mutating func addOwnSources() {
    let folders = layout.roots.flatMap(\.root.folders).filter { $0 != "." }
    for (source, globs) in SourceClasses.standard where source != .minified {
      let kept = globs.patterns.filter { pattern in
        !folders.contains { GlobList([pattern]).matches($0.appending("x")) }
      }
      if kept.count < globs.patterns.count { layout.sources.append((source, kept)) }
    }
  }

  private mutating func add(
    _ folder: BytePath, _ url: String, _ evidence: String, isCandidate: Bool = false
  ) {
    let others = layout.roots + layout.candidates
    guard SettingsText.writable(folder) != nil, Self.canStand(url),
      !others.contains(where: { $0.root.folders.contains(folder) })
    else { return }
    let names = Set(others.map(\.root.name))
    let parts = folder.bytes.split(separator: BytePath.slash)
      .map { String(decoding: $0, as: UTF8.self) }
    let name = (1...parts.count).lazy.map { parts.suffix($0).joined(separator: ".") }
      .first { !names.contains($0) && Self.canStand($0) }
    guard let name else { return }
    let root = DetectedLayout.Root(
      StaticRoot(name: name, folders: [folder], url: url, tokens: isCandidate ? .literal : .loader),
      evidence: evidence)
    if isCandidate { layout.candidates.append(root) } else { layout.roots.append(root) }
  }

  private static func url(of folder: BytePath) -> String {
    "/\(PercentEncoding.path(folder.bytes))/"
  }

  /// Whether settings can hold a text as a root's name or prefix, and a URL be made of it.
  private static func canStand(_ text: String) -> Bool {
    !text.unicodeScalars.contains { scalar in
      scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
        || "?#<>".unicodeScalars.contains(scalar)
    }
  }

  /// Says of each root where its tokens stand, by the references that are there.
  private mutating func guessTokens() throws {
    let project = try provisional()
    let inventory = Inventory(
      scan: try Scanner(project: project, fileSystem: fileSystem).scan(), versions: VersionsFile(),
      settings: project.settings)
    let reader = ReferenceReader(of: project, on: fileSystem)
    var map = reader.read(inventory)
    let parameters = parameters(
      in: map, of: inventory,
      read: reader.resolver(inventory.files, map.files, map.learned))
    if !parameters.isEmpty {
      for index in layout.roots.indices {
        guard let answer = parameters[layout.roots[index].root.name] else { continue }
        layout.roots[index].root.parameter = answer.parameter
        layout.roots[index].parameter = answer.evidence.words
      }
      map = ReferenceReader(of: try provisional(), on: fileSystem).read(inventory)
    }
    let own = map.all.filter { $0.source == .own && $0.reference.context != .comment }
    let astray = own.filter { $0.resolution.status == .outside && $0.hasWrittenToken }
    if let first = astray.first?.reference {
      self.astray = (
        astray.count, "\(VisibleText.of(first.file)):\(first.position.line)"
      )
    }
    for index in layout.roots.indices {
      defer {
        if standing == nil, layout.roots[index].root.tokens == .literal,
          own.contains(where: {
            $0.hasWrittenToken && $0.resolution.asset?.root == layout.roots[index].root.name
          })
        {
          standing = layout.roots[index].tokens
        }
      }
      let name = layout.roots[index].root.name
      let all = own.filter { $0.resolution.asset?.root == name }
      let (tokens, reason) = guess(name, all)
      layout.roots[index].root.tokens = tokens
      layout.roots[index].tokens = reason
    }
    let literal = Set(layout.roots.map(\.root).filter { $0.tokens == .literal }.map(\.name))
    noteCounting(
      own.filter {
        $0.hasWrittenToken && $0.resolution.asset.map { literal.contains($0.root) } ?? false
      })
    let inventoryRoots = Set(inventory.names.sections.filter { !$0.range.isEmpty }.map(\.root))
    lacking = layout.roots.map(\.root).filter { root in
      root.tokens == .loader && inventoryRoots.contains(root.name) && !isVersioned(root.name, own)
    }.map(\.name)
  }

  /// Notes whether most of the tokens in references are whole numbers.
  private mutating func noteCounting(_ references: [FoundReference]) {
    let counted = references.filter {
      (try? Token(String(decoding: $0.reference.token.text, as: UTF8.self)))?.number != nil
    }
    guard counted.count > 1, counted.count * 2 > references.count,
      let first = counted.first?.reference
    else { return }
    layout.counts = true
    let place = "\(VisibleText.of(first.file)):\(first.position.line)"
    counting = "\(counted.count) of \(references.count) tokens are numbers, the first \(place)"
  }

  /// Whether something is known to add tokens to the URLs of a root.
  private func isVersioned(_ root: String, _ own: [FoundReference]) -> Bool {
    learned.hasLoader(of: root)
      || own.contains { $0.resolution.asset?.root == root && $0.hasMadeToken }
  }

  /// Where tokens come from, and why that is believed.
  private func guess(_ root: String, _ all: [FoundReference]) -> (TokenSource, String) {
    if let loader = learned.loader(of: root) {
      return (.loader, loader.words(versions: Self.versions))
    }
    var carrying = all.filter(\.hasWrittenToken)
    // A stylesheet brings tokens of its own for its fonts: pages tell what the application does.
    if learned.application != nil, carrying.allSatisfy(\.isInStylesheet),
      !all.allSatisfy(\.isInStylesheet)
    {
      carrying = []
    }
    guard let first = carrying.first?.reference else {
      if learned.servesPages || isPlain || isCopied(root) {
        let made = all.filter(\.hasMadeToken)
        if made.count * 2 > all.count { return (.loader, reasonWithoutTokens(root, all)) }
        return (.literal, "no application adds tokens to pages that are served as they lie")
      }
      return (.loader, reasonWithoutTokens(root, all))
    }
    let place = "\(VisibleText.of(first.file)):\(first.position.line)"
    return (
      .literal,
      carrying.count == 1
        ? "1 reference carries a token, \(place)"
        : "\(carrying.count) references carry tokens, the first \(place)"
    )
  }

  /// Whether a generator copies the files of a root into a site.
  private func isCopied(_ root: String) -> Bool {
    layout.roots.contains { found in
      found.root.name == root && found.root.folders.allSatisfy(copied.contains)
    }
  }

  /// Why a root's tokens come from the application, where none stand in its files.
  private func reasonWithoutTokens(_ root: String, _ all: [FoundReference]) -> String {
    if let loader = learned.anyLoader(of: root) { return loader.words(versions: Self.versions) }
    if let made = all.first(where: \.hasMadeToken)?.reference {
      return "\(VisibleText.of(made.file)):\(made.position.line) makes a token of its own"
    }
    if let loader = learned.changingLoader(of: root) {
      return loader.words(versions: Self.versions)
    }
    return "nothing adds tokens yet"
  }

  private static let versions = VisibleText.of(Settings().versions)

  func provisional() throws -> Project {
    let text = Array(SettingsText.commented(for: layout).utf8)
    return Project(
      folder: folder,
      settings: try SettingsReader.read(text, name: "assetbump.toml", table: .whole),
      source: .file("assetbump.toml"))
  }
}

extension LearnedProject.Root {
  /// Whether it is taken for a root since it lies beside a page.
  fileprivate var isPageAtTop: Bool { evidence.what == ProjectLearner.pageAtTop }
}

extension FoundReference {
  /// Whether it stands in a stylesheet.
  fileprivate var isInStylesheet: Bool {
    if case .css = ReferenceLanguage(reference.file) { true } else { false }
  }
}

extension BytePath {
  /// Whether it is source for Node.
  fileprivate var isOfNode: Bool {
    [".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"].contains { ending in
      name.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }
  }
}
