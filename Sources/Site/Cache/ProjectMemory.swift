import Disk
import Glibc
import Values

/// What an earlier run left, read as far as it is asked for: first the trees, then the versions file.
package final class ProjectMemory {
  private let reader: CacheReader
  private var isWhole = true
  /// What the records share with the trees as they stand in the file, whatever becomes of those.
  private var shared: [RecordTable.Shared] = []

  init?(_ file: BytePath) {
    guard let reader = CacheReader(file) else { return nil }
    self.reader = reader
  }

  /// The trees; as many as are whole.
  package func trees() -> [KnownTree] {
    var trees: [KnownTree] = []
    guard let count = reader.array(of: UInt64.self)?.first else {
      isWhole = false
      return []
    }
    while isWhole, trees.count < count {
      if let tree = reader.tree() { trees.append(tree) } else { isWhole = false }
    }
    shared = trees.map { RecordTable.Shared(of: $0) }
    return trees
  }

  /// The versions file as it was in a state; to be asked once, behind the trees.
  func versions(in stamp: FileStamp) -> VersionsFile? {
    defer { shared = [] }
    return isWhole ? reader.versions(in: stamp, beside: shared) : nil
  }
}
