import Disk
import References
import Site

/// The references beside which an `integrity` attribute stands that is not of the file's bytes.
public struct WrongIntegrities: Sendable {
  /// By the reference's index in the map, what the attribute should say.
  private let renewed: [Int: String]

  /// Reads the files of the references that have such an attribute: few in most projects.
  ///
  /// A file that cannot be read is none of them, nor is one over 64 MiB.
  public init(
    _ map: ReferenceMap, of inventory: Inventory, on fileSystem: any FileSystem
  ) {
    var renewed: [Int: String] = [:]
    for (index, row) in map.all.rows.enumerated() where row.has(.hasIntegrity) {
      let found = map.all[index]
      guard let attribute = found.reference.integrity, let integrity = Integrity(attribute.text),
        found.resolution.status == .ok, let id = found.resolution.asset,
        let file = inventory[id]?.file,
        let contents = try? fileSystem.read(file, limit: FileFacts.sizeLimit),
        !integrity.matches(contents)
      else { continue }
      renewed[index] = integrity.renewed(for: contents).description
    }
    self.renewed = renewed
  }

  /// What the attribute beside a reference should say; nil where it says that, or there is none.
  subscript(index: Int) -> String? { renewed[index] }
}
