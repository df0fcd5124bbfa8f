import Glibc

/// A project as it stands on disk: settings, versions file, and every asset beside its record.
public struct Workspace: Sendable {
  /// The project.
  public let project: Project
  /// The versions file as it was read.
  public let versions: VersionsDocument
  /// Every asset beside its record.
  public let inventory: Inventory
  /// What was seen below the roots; nothing where it is not to be remembered.
  let trees: [Scan.RootTree]

  /// Reads the versions file, scans the static roots and digests every asset.
  ///
  /// - Parameters:
  ///   - cache: what remembers earlier runs, and takes in this one; nil where nothing does.
  ///   - believing: whether what earlier runs remember counts.
  /// - Throws: ``VersionsUnreadable`` or ``VersionsError`` for the versions file, ``ScanError`` for a root.
  public init(
    of project: Project, on fileSystem: any FileSystem, remembering cache: ProjectCache? = nil,
    believing: Bool = true
  ) throws {
    self.project = project
    guard let cache else {
      versions = try VersionsDocument.read(of: project, from: fileSystem)
      let inventory = Inventory(
        scan: try Scanner(project: project, fileSystem: fileSystem).scan(),
        versions: versions.file, settings: project.settings)
      self.inventory = SharedInventory(inventory, []).reading(on: fileSystem).inventory
      trees = []
      return
    }
    let memory = believing ? cache.open() : nil
    var scan = try Scanner(
      project: project, fileSystem: fileSystem, knowing: memory?.trees() ?? []
    ).scan()
    let (versions, isKnown) = try VersionsDocument.read(
      of: project, from: fileSystem, knowing: memory, beside: scan)
    self.versions = versions.document
    var inventory = Inventory(
      scan: scan, versions: versions.document.file, settings: project.settings)
    scan.assets = AssetTable()
    let unread = inventory.files.readCount
    var trees = scan.trees
    scan.trees = []
    if unread > 0 {
      let shared = SharedInventory(inventory, trees)
      trees = []
      (inventory, trees) = shared.reading(on: fileSystem)
    }
    self.inventory = inventory
    self.trees = trees
    if !isKnown || trees.contains(where: \.hasChanged) {
      cache.save(trees, versions)
    }
  }

  /// What makes next tokens on a day in this project.
  public func rules(on day: CalendarDay) -> TokenRules {
    TokenRules(day: day, hashLength: project.settings.strategies.hashLength)
  }

  /// Plans what choices do.
  ///
  /// - Parameter mending: the tokens in the project's files; nil leaves them as they are.
  public func plan(
    _ choices: Choices, on day: CalendarDay, mending: Mending? = nil
  ) -> Plan {
    Plan(
      choices: choices, inventory: inventory, versions: versions, rules: rules(on: day),
      mending: mending)
  }
}

/// An inventory, and what the next run is to know, that the threads of a run take their results into.
private final class SharedInventory: Sendable {
  private let state: Locked<State>

  struct State {
    var inventory: Inventory
    var trees: [Scan.RootTree]
  }

  init(_ inventory: Inventory, _ trees: [Scan.RootTree]) {
    state = Locked(State(inventory: inventory, trees: trees))
  }

  /// The inventory with the digest of every file.
  func reading(on fileSystem: any FileSystem) -> (inventory: Inventory, trees: [Scan.RootTree]) {
    DigestRun(fileSystem: fileSystem).digest(
      state.use(\.inventory.files),
      finished: { index, result in self.state.use { $0.take(result, at: index) } })
    return state.use { ($0.inventory, $0.trees) }
  }
}

extension SharedInventory.State {
  fileprivate mutating func take(_ result: Result<FileDigest, FileError>, at index: Int) {
    inventory.take(result, at: index)
    guard !trees.isEmpty, case .success(let read) = result, let stamp = read.stamp else { return }
    let root = inventory.names.sectionIndex(of: index)
    let folder = inventory.folder(of: index)
    guard let place = trees.firstIndex(where: { $0.root == root && $0.folder == folder }) else {
      return
    }
    let row = inventory.names.withPath(index) { trees[place].tree.paths.row(of: $0) }
    if let row, trees[place].tree.note(read.digest, of: stamp, at: row) {
      trees[place].hasChanged = true
    }
  }
}
