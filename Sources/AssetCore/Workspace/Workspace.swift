import Disk
import Planning
import References
import Site
import Values

/// A project as it stands on disk: settings, versions file, and every asset beside its record.
public struct Workspace: Sendable {
  /// The project.
  public internal(set) var project: Project
  /// The versions file as it was read.
  public let versions: VersionsDocument
  /// Every asset beside its record.
  public private(set) var inventory: Inventory
  /// What was seen below the roots.
  private(set) var trees: [Scan.RootTree] = []
  /// What was seen beside them; nil where nobody has looked yet.
  private(set) var surroundings: ProjectListing?

  /// Scans the static roots, reads the versions file and digests every asset.
  ///
  /// - Parameters:
  ///   - cache: what remembers earlier runs, and takes in this one; nil where nothing does.
  ///   - believing: whether what earlier runs remember counts.
  /// - Throws: ``VersionsUnreadable`` or ``VersionsError`` for the versions file, ``ScanError`` for a root.
  public init(
    of project: Project, on fileSystem: any FileSystem, remembering cache: ProjectCache? = nil,
    believing: Bool = true
  ) throws {
    let memory = believing ? cache?.open() : nil
    var scan = try Scanner(
      project: project, fileSystem: fileSystem, knowing: memory?.trees() ?? []
    ).scan(statesFiles: false)
    let known = scan.trees.map(\.tree.paths)
    // Where nothing is remembered the versions file is read while the files are.
    let reading =
      memory == nil
      ? Meanwhile {
        try VersionsDocument.readStamped(of: project, from: fileSystem, sharing: known)
      } : nil
    let unreadable = scan.readFiles(on: fileSystem)
    let (read, isKnown) =
      try reading.map { (try $0.get(), false) }
      ?? VersionsDocument.read(of: project, from: fileSystem, knowing: memory)
    let versions = read.sharing(with: scan.trees)
    var inventory = Inventory(
      scan: scan, versions: versions.document.file, settings: project.settings)
    for problem in unreadable {
      if let index = inventory.index(of: problem.id) { inventory.note(problem, at: index) }
    }
    self.init(project: project, versions: versions.document, inventory: inventory)
    trees = scan.trees
    if !isKnown || trees.contains(where: \.hasChanged) { cache?.save(trees, versions) }
  }

  /// Scans the static roots and reads the versions file, and no asset: those that earlier runs read, and
  /// that did not change, have their digests, the others are still to be read.
  ///
  /// - Parameters:
  ///   - cache: what remembers earlier runs, and takes in this one; nil where nothing does.
  ///   - believing: whether what earlier runs remember counts.
  ///   - progress: told the number of files found so far, once a folder.
  ///   - isCancelled: asked once a folder; true ends the scan with ``ScanError/cancelled``.
  /// - Throws: ``VersionsUnreadable`` or ``VersionsError`` for the versions file, ``ScanError`` for a root.
  public static func listed(
    of project: Project, on fileSystem: any FileSystem, remembering cache: ProjectCache?,
    believing: Bool = true, progress: (Int) -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) throws -> (workspace: Workspace, unread: UnreadFiles) {
    let memory = believing ? cache?.open() : nil
    var scan = try Scanner(
      project: project, fileSystem: fileSystem,
      knowing: memory?.trees() ?? []
    ).scan(progress: progress, isCancelled: isCancelled)
    let (versions, isKnown) = try VersionsDocument.read(
      of: project, from: fileSystem, knowing: memory)
    let inventory = Inventory(
      scan: scan, versions: versions.document.file, settings: project.settings)
    // The trees alone have the digests from here on: what is shared is copied when it changes.
    scan.assets = AssetTable()
    let unread = UnreadFiles(
      of: inventory, trees: scan.trees, versions: versions, isKnown: isKnown, cache: cache)
    return (
      Workspace(project: project, versions: versions.document, inventory: inventory), unread
    )
  }

  private init(project: Project, versions: VersionsDocument, inventory: Inventory) {
    self.project = project
    self.versions = versions
    self.inventory = inventory
  }

  /// Looks into the folders that hold the other files that commands read, and asks for the states of
  /// those files.
  public mutating func lookAround(on fileSystem: any FileSystem) {
    surroundings = ProjectListing(
      of: project.folder, on: fileSystem, outside: project.foldersOfAssetsAlone, statesFiles: true,
      isWanted: ReferenceReader.isRead)
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
