import AssetCore
import AssetTUI
import Disk
import Planning
import References
import Screen
import Site
import Synchronization

/// One reading of the references in a project's files.
final class ReferenceJob: Sendable {
  private let number: Int
  private let project: Project
  private let fileSystem: any FileSystem
  private let believing: Bool
  private let mailbox: Mailbox<Message>
  private let isCancelled = Atomic<Bool>(false)

  /// Makes a reading.
  ///
  /// - Parameters:
  ///   - number: the number that its message bears.
  ///   - believing: whether what earlier runs remember counts.
  ///   - mailbox: where its message goes.
  init(
    number: Int, project: Project, fileSystem: any FileSystem, believing: Bool,
    mailbox: Mailbox<Message>
  ) {
    self.number = number
    self.project = project
    self.fileSystem = fileSystem
    self.believing = believing
    self.mailbox = mailbox
  }

  /// Lets the reading end soon, and say nothing.
  func cancel() {
    isCancelled.store(true, ordering: .relaxed)
  }

  /// Reads, and posts what is found.
  func run(_ inventory: Inventory) {
    let reader = ReferenceReader(
      of: project, on: fileSystem, remembering: CacheFolder.references(of: project.folder),
      believing: believing)
    let map = reader.read(inventory) { [self] in isCancelled.load(ordering: .relaxed) }
    if isCancelled.load(ordering: .relaxed) { return }
    mailbox.post(.references(map, findings(of: map, inventory), reading: number))
  }

  private func findings(of map: ReferenceMap, _ inventory: Inventory) -> [Finding] {
    let ofLoaders = Workspace.loaderFindings(
      map.learned, map, of: inventory, project: project, on: fileSystem)
    guard !map.all.isEmpty else { return ofLoaders }
    let caching = CacheHeaders.read(of: project, sources: map.pythonFiles, on: fileSystem)
    let ofReferences = ReferenceFindings(
      map, of: inventory, project: project, caching: caching,
      integrities: WrongIntegrities(map, of: inventory, on: fileSystem)
    ).all
    return ofLoaders + ofReferences
  }
}
