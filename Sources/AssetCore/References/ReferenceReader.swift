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
    let (files, resolver, learned) = prepare(assets, isCancelled: isCancelled)
    let results = FileRun(files: files, isCancelled: isCancelled) { path in
      references(of: path, by: resolver)
    }.results()
    var found: [FoundReference] = []
    var unread: [FileError] = []
    for result in results {
      switch result {
      case .success(let references): found += references
      case .failure(let error): unread.append(error)
      }
    }
    return ReferenceMap(found, fileList: files, unread: unread, learned: learned)
  }

  /// Learns the project, and lists the files to be read; paths one by one take twice the room that the
  /// list does, and are gone before the first file is read.
  private func prepare(
    _ assets: Inventory.Files, isCancelled: @Sendable () -> Bool
  ) -> (files: ByteList, resolver: Resolver, learned: LearnedProject) {
    let paths = ProjectFiles(of: project, on: fileSystem)
      .paths(isCancelled: isCancelled) { ReferenceLanguage($0) != nil }
    let learned = learn(from: paths)
    let resolver = resolver(assets, paths, learned)
    let folders = project.settings.roots.flatMap { $0.folders.map(\.normalized) }
    var files = ByteList()
    for path in paths where isRead(path, below: folders) { files.append(path.bytes) }
    files.trim()
    return (files, resolver, learned)
  }

  /// What the project's files tell.
  func learn(from paths: [BytePath]) -> LearnedProject {
    ProjectLearner.learn(paths: paths) { path in
      try? fileSystem.read(project.folder.appending(path), limit: Self.largestFile)
    }
  }

  /// What finds the assets that references name.
  func resolver(
    _ assets: Inventory.Files, _ paths: [BytePath], _ learned: LearnedProject
  ) -> Resolver {
    Resolver(
      ReferenceLayout(of: project, assets).adding(learned),
      sheets: paths.filter { ReferenceLanguage($0)?.isStylesheet ?? false })
  }

  /// Whether a file is read: templates by the settings' globs, assets, and Python source.
  private func isRead(_ path: BytePath, below roots: [BytePath]) -> Bool {
    guard let language = ReferenceLanguage(path) else { return false }
    return language == .python || project.settings.templates.matches(path)
      || roots.contains { path.relative(to: $0) != nil }
  }

  private func references(
    of path: BytePath, by resolver: Resolver
  ) -> Result<[FoundReference], FileError>? {
    do throws(FileError) {
      let contents = try fileSystem.read(
        project.folder.appending(path), limit: Self.largestFile)
      let source = project.settings.sources.of(path)
      let found = resolver.references(in: contents, of: path).compactMap { reference in
        resolver.resolve(reference).map {
          FoundReference(reference: reference, resolution: $0, source: source)
        }
      }
      return found.isEmpty ? nil : .success(found)
    } catch {
      return .failure(FileError(path, error.reason))
    }
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
