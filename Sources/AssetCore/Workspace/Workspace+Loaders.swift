import Disk
import Planning
import References
import Site
import Values

extension Workspace {
  /// What the project's source tells of who adds tokens, where its references are not read.
  public func learned(on fileSystem: any FileSystem) -> LearnedProject {
    guard needsLoader else { return LearnedProject() }
    let roots = project.settings.roots.flatMap { $0.folders.map(\.normalized) }
    let files =
      surroundings
      ?? ProjectListing(
        of: project.folder, on: fileSystem, outside: roots, isWanted: ReferenceReader.isRead)
    return ReferenceReader(of: project, on: fileSystem).learnSources(from: files.paths)
  }

  /// Whether the application must add the tokens of a root, and is looked into for it.
  private var needsLoader: Bool {
    project.settings.roots.contains { $0.tokens == .loader && $0.loader == .project }
  }

  /// What is to be said of roots without a loader.
  ///
  /// - Parameters:
  ///   - learned: what the project's files tell.
  ///   - map: the project's references; nil where it has no pages.
  public func loaderFindings(
    _ learned: LearnedProject, _ map: ReferenceMap?, on fileSystem: some FileSystem
  ) -> [Finding] {
    Self.loaderFindings(learned, map, of: inventory, project: project, on: fileSystem)
  }

  /// The same, of an inventory.
  public static func loaderFindings(
    _ learned: LearnedProject, _ map: ReferenceMap?, of inventory: Inventory, project: Project,
    on fileSystem: some FileSystem
  ) -> [Finding] {
    let filled = Set(inventory.names.sections.filter { !$0.range.isEmpty }.map(\.root))
    let made = map?.all.rootsWithMadeTokens ?? []
    lazy var places = project.rootPlaces(on: fileSystem)
    return LoaderFindings(
      project: project, learned: learned, hasAssets: filled.contains, hasMadeTokens: made.contains
    ).all { places[$0] }
  }

  /// This workspace with what is known to be added to the URLs of its roots.
  public func knowing(_ learned: LearnedProject, _ map: ReferenceMap? = nil) -> Workspace {
    var workspace = self
    workspace.project = project.knowing(learned, map)
    return workspace
  }
}
