import Glibc

/// All that the findings about a project's references depend on, as one digest: as long as it is the
/// same, so are they.
///
/// That is the program, the names and states of the assets, the versions file, the names of all of the
/// project's files, and what the system tells of those that are read: every one outside the static roots,
/// and what can hold references inside.
public struct ReferenceState: Equatable, Sendable {
  /// The digest.
  public let digest: Digest

  private static let format = "references 1"

  /// Takes the state of a project as it is on disk now; nil where some file was written so lately that
  /// a further write could be missed.
  public init?(of workspace: Workspace) {
    let start = FileStamp.now
    var state = Digesting()
    state.add(Array(Self.format.utf8))
    guard let program = FileStamp("/proc/self/exe") else { return nil }
    state.add(program)
    state.add(workspace.project.folder.bytes)
    state.add(workspace.versions.contents ?? [])
    state.add(workspace.inventory)
    let project = workspace.project
    let roots = project.settings.roots.flatMap(\.folders).map(\.normalized)
    for path in ProjectFiles(of: project, on: DiskFileSystem()).paths() {
      state.add(path.bytes)
      let isRead =
        ReferenceLanguage(path) != nil || !roots.contains { path.relative(to: $0) != nil }
      guard isRead, let stamp = FileStamp(project.folder.appending(path)) else { continue }
      guard stamp.isAtRest(at: start) else { return nil }
      state.add(stamp)
    }
    digest = state.finish()
  }
}

/// A digest over parts, each with its length, so that no two rows of parts come to the same bytes.
private struct Digesting: ~Copyable {
  private var digester = SHA256Digester()
  private var waiting: [UInt8] = []

  mutating func add(_ bytes: some Collection<UInt8>) {
    add(UInt64(bytes.count))
    waiting += bytes
    if waiting.count > 1 << 16 { flush() }
  }

  mutating func add(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { waiting.append(contentsOf: $0) }
  }

  mutating func add(_ stamp: FileStamp) {
    add(stamp.device)
    add(stamp.inode)
    add(stamp.size)
    add(UInt64(bitPattern: stamp.modified))
    add(UInt64(bitPattern: stamp.changed))
  }

  /// Takes in the names of assets and how they stand to their records.
  mutating func add(_ inventory: Inventory) {
    add(UInt64(inventory.names.count))
    for index in 0..<inventory.names.count {
      add(inventory.names.root(at: index).utf8)
      inventory.names.withPath(index) { add($0) }
      add(inventory.statuses[index].rawValue.utf8)
    }
  }

  mutating func finish() -> Digest {
    flush()
    return digester.finish()
  }

  private mutating func flush() {
    waiting.withUnsafeBytes { digester.update($0) }
    waiting.removeAll(keepingCapacity: true)
  }
}

extension FileStamp {
  /// What the system tells of the file that a path leads to; nil where it tells nothing.
  init?(_ path: BytePath) {
    var status = stat()
    guard let name = try? path.terminated(named: path), stat(name, &status) == 0 else { return nil }
    self.init(status)
  }
}
