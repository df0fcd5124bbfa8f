import Disk
import Formats
import Site
import Values

/// Reads the references of a whole project: of its templates, of the stylesheets, scripts, pages and
/// manifests among its assets, and of its Python source.
public struct ReferenceReader: Sendable {
  let project: Project
  let fileSystem: any FileSystem
  private let cache: ReferenceCache?
  private let believes: Bool

  /// The greatest size of a file that is read, in bytes.
  public static let largestFile = 4 << 20

  /// Reads a project on a file system.
  ///
  /// - Parameters:
  ///   - cache: what remembers earlier readings, and takes in this one; nil where nothing does.
  ///   - believing: whether what earlier readings remember counts.
  public init(
    of project: Project, on fileSystem: any FileSystem, remembering cache: ReferenceCache? = nil,
    believing: Bool = true
  ) {
    self.project = project
    self.fileSystem = fileSystem
    self.cache = cache
    believes = believing
  }

  /// Reads everything, on as many threads as there are cores.
  ///
  /// - Parameters:
  ///   - inventory: the assets that references can name.
  ///   - isCancelled: asked once a file; true ends the reading with what is found.
  public func read(
    _ inventory: Inventory, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> ReferenceMap {
    read(inventory.files, isCancelled: isCancelled)
  }

  /// Reads everything, on as many threads as there are cores.
  ///
  /// - Parameters:
  ///   - assets: the files of the assets that references can name.
  ///   - isCancelled: asked once a file; true ends the reading with what is found.
  public func read(
    _ assets: Inventory.Files, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> ReferenceMap {
    read(assets, among: paths(isCancelled: isCancelled), isCancelled: isCancelled)
  }

  /// The project's files that a reading must know of, in the order of their paths.
  ///
  /// - Parameter listing: what was seen of the project; nil: it is looked through now.
  package func paths(
    among listing: ProjectListing? = nil, isCancelled: () -> Bool = { false }
  ) -> [BytePath] {
    let listing =
      listing
      ?? ProjectListing(
        of: project.folder, on: fileSystem, isWanted: Self.isRead, isCancelled: isCancelled)
    return listing.paths
  }

  /// Whether a file is read, by its name, for what it tells of assets, or of how long they are kept.
  @Sendable package static func isRead(_ name: BytePath) -> Bool {
    ReferenceLanguage(name) != nil || ReferenceLanguage.isUnreadTemplate(name)
      || CacheHeaders.isConfiguration(name)
      || SourceLanguage.isProgram(name)
  }

  /// Reads what there is to be read among a project's files.
  package func read(
    _ assets: Inventory.Files, among paths: [BytePath],
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> ReferenceMap {
    let sources = sources(among: paths)
    var learner = learner(of: paths)
    let memory = believes ? cache?.open() : nil
    let first = rules(assets, learner, guessing: memory)
    let run = ReferenceRun(
      sources, of: project, on: fileSystem, knowing: memory, isCancelled: isCancelled)
    var result = run.result(by: first)
    learner.learn(
      result.facts.lazy.map { (sources.files.path(at: Int($0.file)), $0.facts) })
    let layout = ReferenceLayout(of: project, assets).adding(learner.project, of: project)
    // Few projects have helpers of their own in templates, which are known only once all are read.
    if layout.rules != first { result = run.result(by: layout.rules) }
    let saving = isCancelled() ? nil : save(result, of: sources, by: layout.rules)
    defer { withExtendedLifetime(saving) {} }
    let resolver = Resolver(layout, sheets: Self.sheets(among: paths))
    let found = result.resolve(by: resolver, files: sources.files)
    let check = AbsenceCheck(project, learner.project, on: fileSystem)
    let absences = isCancelled() ? [:] : found.absences(by: check)
    return ReferenceMap(
      found.replacing(absences.mapValues(\.status)), fileList: sources.read,
      unread: result.unread.map(\.error), learned: learner.project, rules: layout.rules,
      absences: absences, restsOnMore: check.restsOnMore)
  }

  /// What files are read by as long as what templates tell is not known: what they told when they were
  /// read before is as a rule what they tell now.
  private func rules(
    _ assets: Inventory.Files, _ learner: ProjectLearner, guessing memory: ReferenceMemory?
  ) -> ReferenceRules {
    var learner = learner
    if let memory { learner.learn(memory.allFacts) }
    return ReferenceLayout(of: project, assets).adding(learner.project, of: project).rules
  }

  /// Remembers what was read, where it pays, while the caller goes on.
  private func save(
    _ result: ReferenceRun.Result, of sources: ReferenceSources, by rules: ReferenceRules
  ) -> Meanwhile<Void>? {
    guard let cache, result.fresh * Self.fewFiles > sources.count,
      let memory = ReferenceMemory(
        result, of: sources, rules: rules.key(project.settings.sources))
    else { return nil }
    return Meanwhile { cache.save(memory) }
  }

  /// The part of the files, one in so many, that may be read again and again before all that is
  /// remembered is written anew.
  private static let fewFiles = 16

  /// The files to be opened: those that are read for references, and templates, which also tell of the
  /// project.
  private func sources(among paths: [BytePath]) -> ReferenceSources {
    let folders = project.settings.roots.flatMap { $0.folders.map(\.normalized) }
    var sources = ReferenceSources()
    var templates = FolderGlobs(project.settings.templates)
    for path in paths {
      guard let language = ReferenceLanguage(path) else { continue }
      let isRead =
        language == .python || templates.matches(path)
        || folders.contains(where: path.isBelow)
      if isRead || language == .template { sources.append(path, language, isRead: isRead) }
    }
    sources.trim()
    return sources
  }

  /// What the project's files tell.
  package func learn(from paths: [BytePath]) -> LearnedProject {
    var learner = learner(of: paths)
    learner.learn(
      paths.lazy.filter { ReferenceLanguage($0) == .template }.compactMap { path in
        contents(of: path).map { text in (path, text.withUnsafeBufferPointer(TemplateFacts.init)) }
      })
    return learner.project
  }

  /// What the project's source tells, without its templates.
  package func learnSources(from paths: [BytePath]) -> LearnedProject {
    learner(of: paths).project
  }

  /// What source tells; templates are still to be read.
  private func learner(of paths: [BytePath]) -> ProjectLearner {
    var learner = ProjectLearner(
      paths: paths, versions: project.settings.versions,
      isFolder: { path in
        (try? fileSystem.kind(of: project.folder.appending(path))) == .folder
      }, read: contents)
    if project.settings.roots.contains(where: { $0.tokens == .loader && $0.loader == .project }) {
      learner.learnReaders(
        outside: project.settings.roots.flatMap { $0.folders.map(\.normalized) })
    }
    return learner
  }

  private func contents(of path: BytePath) -> [UInt8]? {
    try? fileSystem.read(project.folder.appending(path), limit: Self.largestFile)
  }

  /// What finds the assets that references name.
  package func resolver(
    _ assets: Inventory.Files, _ paths: [BytePath], _ learned: LearnedProject
  ) -> Resolver {
    Resolver(
      ReferenceLayout(of: project, assets).adding(learned, of: project),
      sheets: Self.sheets(among: paths))
  }

  private static func sheets(among paths: [BytePath]) -> [BytePath] {
    paths.filter { ReferenceLanguage($0)?.isStylesheet ?? false }
  }
}

extension ReferenceLanguage {
  fileprivate var isStylesheet: Bool {
    if case .css = self { true } else { false }
  }
}

extension ReferenceLayout {
  /// This layout with what a project's files tell beyond its settings.
  ///
  /// That is helpers, endpoints, the base of its pages, and where other applications lie; the settings'
  /// roots stay as they are.
  func adding(_ learned: LearnedProject, of project: Project) -> ReferenceLayout {
    var layout = self
    layout.rules.helpers = layout.rules.helpers.overriding(learned.helpers)
    layout.rules.endpoints += learned.endpoints
    layout.rules.marks = learned.marks
    layout.rules.handed = learned.handed
    layout.pageBase = learned.pageBase
    layout.servesPages = learned.servesPages
    for (index, root) in project.settings.roots.enumerated() {
      layout.roots[index].addsToken = learned.addsTokens(to: root)
    }
    let own = Set(roots.flatMap(\.folders))
    layout.otherApplications = learned.roots.compactMap { root in
      root.folders.contains(where: own.contains) ? nil : root.scope
    }
    layout.keepApart(learned.scopes)
    return layout
  }
}
