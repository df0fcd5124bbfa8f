import Disk
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
  let learned: LearnedProject
  /// The roots whose tokens the application is to add, and nothing does yet.
  private(set) var lacking: [String] = []
  /// The applications that are to be set up in folders of their own.
  private let separate: SeparateApplications
  private let folder: BytePath
  private let fileSystem: any FileSystem

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
    layout.roots = roots(in: paths)
    let taken = Set(layout.roots.flatMap(\.root.folders))
    let main = layout.main.map { [$0] } ?? []
    layout.others = (main + layout.others)
      .filter { !taken.contains($0) && !separate.isOthers($0) }.sorted()
    if !layout.roots.isEmpty { try guessTokens() }
  }

  /// The roots that source tells of, and the folder that is one by convention where no source names a
  /// root of that name.
  ///
  /// A folder that only holds folders of blueprints (`static_folder="../static/admin"`) is none: its
  /// files are served by the blueprints. One that holds more stays, for Flask serves it as well.
  private func roots(in paths: [BytePath]) -> [DetectedLayout.Root] {
    var roots: [DetectedLayout.Root] = []
    for found in learned.roots where found.evidence.file != nil && found.scope == nil {
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
    let named = roots.flatMap(\.root.folders)
    if let main = layout.main, !separate.isOthers(main), SettingsText.writable(main) != nil,
      !named.contains(main),
      !roots.contains(where: { $0.root.name == "static" }),
      paths.contains(where: { path in
        path.relative(to: main) != nil && !named.contains { path.relative(to: $0) != nil }
      }) || named.isEmpty
    {
      roots.append(
        DetectedLayout.Root(StaticRoot(folders: [main]), evidence: "the folder's name"))
    }
    return roots.sorted { ($0.root.name == "static" ? 0 : 1) < ($1.root.name == "static" ? 0 : 1) }
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
    let map = ReferenceReader(of: project, on: fileSystem).read(inventory)
    let own = map.all.filter { $0.source == .own && $0.reference.context != .comment }
    if learned.servesPages {
      // Of all the folders beside the pages, those that pages name.
      let named = Set(own.compactMap(\.resolution.asset?.root))
      layout.roots.removeAll {
        !named.contains($0.root.name) && $0.root.folders.first != layout.main
      }
    }
    for index in layout.roots.indices {
      let name = layout.roots[index].root.name
      let all = own.filter { $0.resolution.asset?.root == name }
      let (tokens, reason) = guess(name, all)
      layout.roots[index].root.tokens = tokens
      layout.roots[index].tokens = reason
    }
    let inventoryRoots = Set(inventory.names.sections.filter { !$0.range.isEmpty }.map(\.root))
    lacking = layout.roots.map(\.root).filter { root in
      root.tokens == .loader && inventoryRoots.contains(root.name) && !isVersioned(root.name, own)
    }.map(\.name)
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
    let carrying = all.filter(\.hasWrittenToken)
    guard let first = carrying.first?.reference else {
      if learned.servesPages {
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

  private func provisional() throws -> Project {
    let text = Array(SettingsText.commented(for: layout).utf8)
    return Project(
      folder: folder,
      settings: try SettingsReader.read(text, name: "assetbump.toml", table: .whole),
      source: .file("assetbump.toml"))
  }
}

// What was found, for a person.
extension ProjectSurvey {
  /// A line for each thing that was found, with where.
  var lines: [String] {
    var lines: [String] = []
    for found in layout.roots {
      let root = found.root
      let folders = root.folders.map { "\(VisibleText.of($0))/" }.joined(separator: ", ")
      lines.append(
        "  \(VisibleText.of(root.name)): \(folders) served under \(VisibleText.of(root.url)),"
          + " by \(found.evidence)")
      lines.append("    tokens = \"\(root.tokens.rawValue)\": \(found.tokens)")
    }
    lines += lackLines
    for (helper, place) in zip(learned.helpers, learned.helperPlaces) {
      lines.append(
        "  helper \(VisibleText.of(helper.example)), by \(place.words)")
    }
    for endpoint in learned.endpoints {
      lines.append(
        "  endpoint \(VisibleText.of(endpoint.name))(\(endpoint.arguments.joined(separator: ", ")))"
          + " serves files of \(VisibleText.of(endpoint.root))")
    }
    if let base = learned.pageBase {
      lines.append("  pages count relative URLs from \(VisibleText.of(base)), by <base href>")
    }
    return lines + separate.lines + otherLines
  }

  /// What to do where nothing adds tokens.
  private var lackLines: [String] {
    guard !lacking.isEmpty else { return [] }
    let names = lacking.map { VisibleText.of($0) }.joined(separator: ", ")
    guard let application = learned.application, let file = application.evidence.file else {
      return [
        "  no URL of \(names) carries a token until the application adds it: see assetbump loader,",
        "  or say loader = \"elsewhere\" where code that is not read here does,"
          + " tokens = \"literal\" where templates hold them",
      ]
    }
    return [
      "  no URL of \(names) carries a token until \(VisibleText.of(file)) has these two lines:"
    ] + application.loaderLines.map { "    \($0)" }
  }

  private var otherLines: [String] {
    let shown = layout.others.prefix(3).map(VisibleText.of)
    guard !shown.isEmpty else { return [] }
    let more = layout.others.count > 3 ? " and \(layout.others.count - 3) more" : ""
    return [
      "  found \(shown.joined(separator: ", "))\(more) too: take the # away in assetbump.toml from"
        + " what is served under a URL of its own"
    ]
  }
}
