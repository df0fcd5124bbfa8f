import Formats
import Values

/// Which application each file belongs to, where a project has several.
extension ProjectLearner {
  /// What a build copies of an application's source.
  private static let copies = GlobList(["build/"])

  /// Notes an application of Flask's or of its kin that has templates or static files.
  ///
  /// - Parameter folder: the folder of its static files; nil where it is not there.
  mutating func learnScope(
    serving folder: BytePath?, under url: String, _ arguments: [PythonArgument],
    _ module: PythonModule, _ evidence: LearnedProject.Evidence
  ) {
    let named = arguments.named("template_folder").flatMap {
      place(reader.value(of: $0, in: module, 0).path, of: module)
    }
    let usual = module.file.folder.joined("templates")
    let templates = named ?? (hasFolder(usual) ? usual : nil)
    guard folder != nil || templates != nil else { return }
    let served = ApplicationScope.Served(
      name: "static", urls: [Self.prefix(url)], folders: Set([folder].compactMap(\.self)))
    learnScope(served, [module.file.folder], [templates].compactMap(\.self), module, evidence)
  }

  /// Notes an application that a folder of static files is mounted in.
  mutating func learnScope(
    serving folder: BytePath, as name: String, under url: String, _ module: PythonModule,
    _ evidence: LearnedProject.Evidence
  ) {
    let served = ApplicationScope.Served(
      name: name, urls: [Self.prefix(url)], folders: [folder])
    learnScope(served, [module.file.folder], [], module, evidence)
  }

  /// Notes an application.
  ///
  /// - Parameters:
  ///   - sources: the folders of its source.
  ///   - templates: those of its templates.
  mutating func learnScope(
    _ served: ApplicationScope.Served, _ sources: [BytePath], _ templates: [BytePath],
    _ module: PythonModule, _ evidence: LearnedProject.Evidence
  ) {
    var folders = Set(sources + templates)
    for folder in served.folders where folder != "." { folders.formUnion([folder, folder.folder]) }
    let home = (sources + templates + served.folders).dropFirst()
      .reduce(sources.first ?? ".") { $0.common(with: $1) }
    let isAccessory = Self.accessory.matches(module.file) || Self.copies.matches(module.file)
    let scope = ApplicationScope(
      home: home, folders: folders, served: [served], isAccessory: isAccessory)
    // The mounts of a module are of one application.
    if let last = project.scopes.indices.last, project.scopePlaces[last].file == module.file,
      served.name != "static",
      !project.scopes[last].served.contains(where: { $0.name == served.name })
    {
      project.scopes[last].folders.formUnion(folders)
      project.scopes[last].home = project.scopes[last].home.common(with: home)
      project.scopes[last].served.append(served)
      return
    }
    project.scopes.append(scope)
    project.scopePlaces.append(evidence)
  }

  /// Gives the static files of blueprints to the application that their source belongs to.
  mutating func learnBlueprintScopes() {
    guard project.scopes.count > 1 else { return }
    let homes = Dictionary(
      grouping: project.scopes.indices, by: { project.scopes[$0].home })
    let known = Set(project.scopes.flatMap { $0.served.flatMap(\.folders) })
    for root in project.roots where !root.folders.contains(where: known.contains) {
      guard var folder = root.evidence.file?.folder else { continue }
      while homes[folder] == nil, folder != "." { folder = folder.folder }
      guard let scopes = homes[folder], scopes.count == 1 else { continue }
      project.scopes[scopes[0]].served.append(
        ApplicationScope.Served(name: root.name, urls: root.urls, folders: Set(root.folders)))
      project.scopes[scopes[0]].folders.formUnion(root.folders.filter { $0 != "." })
    }
  }

  /// Limits the roots of applications that cannot be kept apart otherwise to the files of each, but for
  /// the one at the top.
  mutating func limitRoots() {
    let conflicts = ApplicationConflicts(project.scopes).all.map { project.scopes[$0] }
    let ownHomes = conflicts.filter { !$0.isAccessory }.map(\.home)
    guard !conflicts.isEmpty else { return }
    var homes: [BytePath: BytePath] = [:]
    for scope in conflicts where scope.home != "." {
      for folder in scope.served.flatMap(\.folders) { homes[folder] = scope.home }
    }
    for scope in conflicts where scope.home == "." {
      for folder in scope.served.flatMap(\.folders) { homes[folder] = nil }
    }
    guard ownHomes.count > 1 else { return }
    for index in project.roots.indices where project.roots[index].scope == nil {
      project.roots[index].scope = project.roots[index].folders.lazy.compactMap { homes[$0] }.first
    }
  }
}

extension BytePath {
  /// This folder, `.` for the project's, followed by a name.
  func joined(_ name: BytePath) -> BytePath {
    self == "." ? name : appending(name)
  }

  /// The folder around this one and another, both from the project's; `.` for the project's own.
  func common(with other: BytePath) -> BytePath {
    if self == other { return self }
    let shared = zip(names, other.names).prefix { $0 == $1 }.map(\.0)
    return shared.isEmpty ? "." : BytePath(bytes: Array(shared.joined(separator: [BytePath.slash])))
  }

  private var names: [ArraySlice<UInt8>] {
    self == "." ? [] : bytes.split(separator: BytePath.slash)
  }
}
