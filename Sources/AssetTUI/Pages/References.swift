import Planning
import References
import Site
import Values

/// What is known of the references in the project's files, since they were read last.
public struct References: Equatable, Sendable {
  /// The references by asset; nil while they were never read.
  public private(set) var map: ReferenceMap?
  /// What is to be said about them.
  public private(set) var findings: [Finding] = [] {
    didSet {
      lackOfLoader = findings.first { $0.kind == Finding.noLoader && $0.severity == .error }
    }
  }
  /// The finding that nothing adds tokens to URLs that need them; nil where there is none.
  private(set) var lackOfLoader: Finding?
  /// Whether they are being read.
  public private(set) var isReading = false
  /// Whether they must be read, again or at all.
  private(set) var isOutdated = true
  /// Whether they were read before all assets were, whose bytes findings rest on.
  private(set) var isEarly = false
  /// The findings of each file, by their indices.
  private var byFile: [BytePath: [Int]] = [:]
  /// Whether literal tokens stand in assets, so that the bump of one edits another.
  private(set) var haveTokensInAssets = false
  private var number = 0

  /// Begins to read.
  ///
  /// - Parameter isEarly: whether some assets are not read yet.
  /// - Returns: the number of the reading.
  mutating func begin(isEarly: Bool) -> Int {
    self.isEarly = isEarly
    isReading = true
    isOutdated = false
    number += 1
    return number
  }

  /// Takes in what was read; what an older reading found is dropped.
  ///
  /// - Returns: whether it was taken.
  mutating func receive(
    _ map: ReferenceMap, _ findings: [Finding], of inventory: Inventory, in project: Project,
    reading: Int
  ) -> Bool {
    guard reading == number, isReading else { return false }
    isReading = false
    self.map = map
    haveTokensInAssets = LiteralReferences.standInAssets(map, of: inventory, in: project)
    self.findings = findings
    byFile = [:]
    for (index, finding) in findings.enumerated() {
      if let file = finding.file { byFile[file, default: []].append(index) }
    }
    return true
  }

  /// Lets them be read again, since files may have changed; what is known stays meanwhile.
  mutating func expire() {
    isReading = false
    isOutdated = true
    isEarly = false
  }

  /// Forgets everything: other settings may name other files.
  mutating func forget() {
    map = nil
    findings = []
    byFile = [:]
    expire()
  }

  /// Gives the reading up.
  mutating func stop() {
    isReading = false
    isOutdated = false
  }

  /// Lets them be read again where not all assets had been read yet; a reading that runs comes to its
  /// end before.
  mutating func expireIfEarly() {
    if isEarly { isOutdated = true }
    isEarly = false
  }

  /// What is to be said about a reference.
  func findings(of reference: Reference) -> [Finding] {
    byFile[reference.file, default: []].map { findings[$0] }.filter {
      $0.line == reference.position.line
        && ($0.column == nil || $0.column == reference.position.column)
    }
  }

  /// What is to be said about an asset as a whole, and not about one of its references.
  func findings(of id: AssetID) -> [Finding] {
    findings.filter { $0.id == id && $0.file == nil }
  }
}
