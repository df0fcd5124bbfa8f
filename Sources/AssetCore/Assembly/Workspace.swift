/// A project as it stands on disk: settings, versions file, and every asset beside its record.
public struct Workspace: Sendable {
  /// The project.
  public let project: Project
  /// The versions file as it was read.
  public let versions: VersionsDocument
  /// Every asset beside its record.
  public let inventory: Inventory

  /// Reads the versions file, scans the static roots and digests every asset.
  ///
  /// - Throws: ``FileError`` or ``VersionsError`` for the versions file, ``ScanError`` for a root.
  public init(of project: Project, on fileSystem: any FileSystem) throws {
    self.project = project
    versions = try VersionsDocument.read(of: project, from: fileSystem)
    let scan = try Scanner(project: project, fileSystem: fileSystem).scan()
    var inventory = Inventory(scan: scan, versions: versions.file, settings: project.settings)
    let results = DigestRun(fileSystem: fileSystem).digest(scan.assets)
    for (asset, result) in zip(scan.assets, results) {
      inventory.take(result, for: asset.id)
    }
    self.inventory = inventory
  }

  /// What makes next tokens on a day in this project.
  public func rules(on day: CalendarDay) -> TokenRules {
    TokenRules(day: day, hashLength: project.settings.strategies.hashLength)
  }

  /// Plans what choices do.
  public func plan(_ choices: [AssetID: Choice], on day: CalendarDay) -> Plan {
    Plan(choices: choices, inventory: inventory, versions: versions, rules: rules(on: day))
  }
}
