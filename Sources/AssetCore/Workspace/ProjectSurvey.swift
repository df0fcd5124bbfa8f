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
    layout.helpers = learned.helpers
    layout.servesPages = learned.servesPages
    layout.templates = (layout.templates + learned.templates).sorted()
    layout.roots = roots(in: paths)
    let taken = Set(layout.roots.flatMap(\.root.folders))
    let main = layout.main.map { [$0] } ?? []
    layout.others = (main + layout.others).filter { !taken.contains($0) }.sorted()
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
    if let main = layout.main, SettingsText.writable(main) != nil, !named.contains(main),
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
      let carrying = own.filter { $0.resolution.asset?.root == name && $0.hasWrittenToken }
      let (tokens, reason) = guess(carrying)
      layout.roots[index].root.tokens = tokens
      layout.roots[index].tokens = reason
    }
  }

  /// Where tokens come from, and why that is believed.
  private func guess(_ carrying: [FoundReference]) -> (TokenSource, String) {
    if let automatic = learned.automatic {
      return (.loader, "\(automatic.words) adds tokens by itself")
    }
    guard let first = carrying.first?.reference else {
      return learned.servesPages
        ? (.literal, "no application adds tokens to pages that are served as they lie")
        : (.loader, "no reference carries a token")
    }
    let place = "\(VisibleText.of(first.file)):\(first.position.line)"
    return (
      .literal,
      carrying.count == 1
        ? "1 reference carries a token, \(place)"
        : "\(carrying.count) references carry tokens, the first \(place)"
    )
  }

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
    for (helper, place) in zip(learned.helpers, learned.helperPlaces) {
      lines.append(
        "  helper \(VisibleText.of(helper.name))(\(helper.pathKeyword ?? "")=…), by \(place.words)")
    }
    for endpoint in learned.endpoints {
      lines.append(
        "  endpoint \(VisibleText.of(endpoint.name))(\(endpoint.arguments.joined(separator: ", ")))"
          + " serves files of \(VisibleText.of(endpoint.root))")
    }
    if let base = learned.pageBase {
      lines.append("  pages count relative URLs from \(VisibleText.of(base)), by <base href>")
    }
    return lines + otherLines
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
