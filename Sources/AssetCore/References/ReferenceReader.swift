/// Reads the references of a whole project: of its templates, of the stylesheets, scripts, pages and
/// manifests among its assets, and of its Python source.
public struct ReferenceReader: Sendable {
  private let project: Project
  private let fileSystem: any FileSystem

  /// The greatest size of a file that is read, in bytes.
  public static let largestFile = 4 << 20

  /// Reads a project on a file system.
  public init(of project: Project, on fileSystem: any FileSystem) {
    self.project = project
    self.fileSystem = fileSystem
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
  /// - Parameter isWanted: which others are wanted besides.
  func paths(
    isCancelled: () -> Bool = { false }, isWanted: (BytePath) -> Bool = { _ in false }
  ) -> [BytePath] {
    ProjectFiles(of: project, on: fileSystem).paths(isCancelled: isCancelled) {
      ReferenceLanguage($0) != nil || isWanted($0)
    }
  }

  /// Reads what there is to be read among a project's files.
  func read(
    _ assets: Inventory.Files, among paths: [BytePath],
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> ReferenceMap {
    let sources = sources(among: paths)
    var learner = ProjectLearner(paths: paths, read: contents)
    var layout = ReferenceLayout(of: project, assets).adding(learner.project)
    let run = ReferenceRun(sources, of: project, on: fileSystem, isCancelled: isCancelled)
    var result = run.result(by: layout.rules)
    learner.learn(
      result.facts.lazy.map { (sources.files.path(at: Int($0.file)), $0.facts) })
    layout = ReferenceLayout(of: project, assets).adding(learner.project)
    // Few projects have helpers of their own in templates, which are known only once all are read.
    if !learner.project.helpers.isEmpty { result = run.result(by: layout.rules) }
    let resolver = Resolver(layout, sheets: Self.sheets(among: paths))
    return ReferenceMap(
      result.resolve(by: resolver, files: sources.files), fileList: sources.read,
      unread: result.unread.map(\.error), learned: learner.project)
  }

  /// The files to be opened: those that are read for references, and templates, which also tell of the
  /// project.
  private func sources(among paths: [BytePath]) -> ReferenceSources {
    let folders = project.settings.roots.flatMap { $0.folders.map(\.normalized) }
    var sources = ReferenceSources()
    for path in paths {
      guard let language = ReferenceLanguage(path) else { continue }
      let isRead =
        language == .python || project.settings.templates.matches(path)
        || folders.contains(where: path.isBelow)
      if isRead || language == .template { sources.append(path, language, isRead: isRead) }
    }
    sources.trim()
    return sources
  }

  /// What the project's files tell.
  func learn(from paths: [BytePath]) -> LearnedProject {
    ProjectLearner.learn(paths: paths, read: contents)
  }

  private func contents(of path: BytePath) -> [UInt8]? {
    try? fileSystem.read(project.folder.appending(path), limit: Self.largestFile)
  }

  /// What finds the assets that references name.
  func resolver(
    _ assets: Inventory.Files, _ paths: [BytePath], _ learned: LearnedProject
  ) -> Resolver {
    Resolver(
      ReferenceLayout(of: project, assets).adding(learned), sheets: Self.sheets(among: paths))
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
  func adding(_ learned: LearnedProject) -> ReferenceLayout {
    var layout = self
    layout.rules.helpers = layout.rules.helpers.overriding(learned.helpers)
    layout.rules.endpoints += learned.endpoints
    layout.pageBase = learned.pageBase
    layout.servesPages = learned.servesPages
    let own = Set(roots.flatMap(\.folders))
    layout.otherApplications = learned.roots.compactMap { root in
      root.folders.contains(where: own.contains) ? nil : root.scope
    }
    return layout
  }
}
