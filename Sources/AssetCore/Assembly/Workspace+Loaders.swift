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
    return LoaderFindings(
      project: project, learned: learned, hasAssets: filled.contains, hasMadeTokens: made.contains
    ).all { project.place(ofRoot: $0, on: fileSystem) }
  }

  /// This workspace with what is known to be added to the URLs of its roots.
  public func knowing(_ learned: LearnedProject, _ map: ReferenceMap? = nil) -> Workspace {
    var workspace = self
    workspace.project = project.knowing(learned, map)
    return workspace
  }
}

extension Project {
  /// This project with what is known to be added to the URLs of its roots.
  public func knowing(_ learned: LearnedProject, _ map: ReferenceMap? = nil) -> Project {
    var project = self
    let made = map?.all.rootsWithMadeTokens ?? []
    for (index, root) in settings.roots.enumerated() where root.tokens == .loader {
      guard root.loader == .project else { continue }
      let versions = VisibleText.of(settings.versions)
      if let loader = learned.loader(of: root.name) ?? learned.anyLoader(of: root.name) {
        project.settings.roots[index].added =
          loader.kind.isOurs ? .recorded : .others(loader.words(versions: versions))
      } else if made.contains(root.name) {
        project.settings.roots[index].added = .others("templates compute it")
      } else if let changing = learned.changingLoader(of: root.name) {
        project.settings.roots[index].added = .others(changing.words(versions: versions))
      } else {
        project.settings.roots[index].added = .none
      }
    }
    return project
  }
}

extension FoundReferences {
  /// The roots whose assets live references of the project's own name with a token that an expression or
  /// a tag of the template makes.
  var rootsWithMadeTokens: Set<String> {
    var roots: Set<String> = []
    var last = -1
    for row in rows where row.isLive && row.hasAsset {
      guard row.resolvedKind == .computed || row.tokenKind == .automatic else { continue }
      let section = names.sectionIndex(of: Int(row.asset))
      if section != last { roots.insert(names.sections[section].root) }
      last = section
    }
    return roots
  }
}
