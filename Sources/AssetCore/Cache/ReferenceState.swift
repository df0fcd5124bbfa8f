import Glibc

/// All that the findings about a project's references depend on: as long as it is the same, so are they.
///
/// That is the program, the names and bytes of the assets, the versions file, the names of the project's
/// other files, and what the system tells of those.
public struct ReferenceState: Equatable, Sendable {
  /// A checksum for each 64 KiB; no digest, for the start of the library that takes them costs more than
  /// all else that a check of a small project does.
  let bytes: [UInt8]

  private static let format = "references 1"

  /// Takes the state of a project as it is on disk now; nil where some file was written so lately that
  /// a further write could be missed.
  public init?(of workspace: Workspace) {
    let start = FileStamp.now
    var state = StateParts()
    state.add(Array(Self.format.utf8))
    guard let program = FileStamp("/proc/self/exe") else { return nil }
    state.add(program)
    state.add(workspace.project.folder.bytes)
    guard state.add(stampOf: workspace.versions.path, at: start) else { return nil }
    state.add(workspace.inventory)
    let project = workspace.project
    let roots = project.settings.roots.flatMap(\.folders).map(\.normalized)
    // Below the roots all that is read is an asset, and its bytes are known, unless patterns leave out
    // what would be read all the same.
    let isKnown = project.settings.ignore.patterns.allSatisfy(Self.leavesNothingReadOut)
    let files = ProjectFiles(of: project, on: DiskFileSystem())
    for path in files.paths(outside: isKnown ? roots : []) {
      state.add(path.bytes)
      let isRead =
        isKnown || ReferenceLanguage(path) != nil
        || !roots.contains { path.relative(to: $0) != nil }
      if isRead, !state.add(stampOf: project.folder.appending(path), at: start) { return nil }
    }
    bytes = state.finish()
  }

  /// Whether a pattern, `*.map`, leaves no file out of the assets that references are looked for in.
  private static func leavesNothingReadOut(_ pattern: String) -> Bool {
    guard pattern.hasPrefix("*."), !pattern.contains("/"),
      !pattern.dropFirst().contains(where: { "*?[\\".contains($0) })
    else { return false }
    return ReferenceLanguage(BytePath("x" + pattern.dropFirst())) == nil
  }
}

/// Checksums over parts, each with its length, so that no two rows of parts come to the same bytes.
private struct StateParts {
  private var sums: [UInt8] = []
  private var waiting: [UInt8] = []

  mutating func add(_ bytes: some Collection<UInt8>) {
    add(UInt64(bytes.count))
    waiting += bytes
    if waiting.count > 1 << 16 { flush() }
  }

  mutating func add(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { waiting.append(contentsOf: $0) }
  }

  /// Takes in the state of a file, or that there is none; false where the file was written so lately
  /// that a further write could be missed.
  mutating func add(stampOf file: BytePath, at start: Int64) -> Bool {
    guard let stamp = FileStamp(file) else {
      add(UInt64.max)
      return true
    }
    add(stamp)
    return stamp.isAtRest(at: start)
  }

  mutating func add(_ stamp: FileStamp) {
    add(stamp.device)
    add(stamp.inode)
    add(stamp.size)
    add(UInt64(bitPattern: stamp.modified))
    add(UInt64(bitPattern: stamp.changed))
  }

  /// Takes in the names of assets, how they stand to their records, and what the versions file does not
  /// tell of their bytes.
  mutating func add(_ inventory: Inventory) {
    for section in inventory.names.sections {
      add(section.root.utf8)
      add(UInt64(section.range.count))
    }
    for index in 0..<inventory.names.count {
      inventory.names.withPath(index) { add($0) }
    }
    inventory.statuses.withUnsafeBytes { add($0) }
    for (index, status) in inventory.statuses.enumerated() where status != .fresh {
      if let digest = inventory.digest(at: index) {
        withUnsafeBytes(of: digest) { add($0) }
      } else {
        add(UInt64.max)
      }
    }
  }

  mutating func finish() -> [UInt8] {
    flush()
    return sums
  }

  private mutating func flush() {
    let sum = waiting.withUnsafeBytes { CacheWriter.sum(of: $0) }
    withUnsafeBytes(of: sum) { sums.append(contentsOf: $0) }
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
