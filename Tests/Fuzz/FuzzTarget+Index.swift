import Glibc

@testable import Disk
@testable import Site
@testable import Values

// The index: a file of raw bytes, of arrays with the checksums that no fuzzer could guess, and of a
// tree and a table made from the bytes.
extension FuzzTarget {
  /// The first byte says which of the three the others are.
  func index(_ bytes: [UInt8]) {
    guard let kind = bytes.first else { return }
    switch kind % 3 {
    case 0:
      Self.write(Array(bytes.dropFirst()), to: Self.file)
      readIndex()
    case 1:
      Self.write(forged(bytes.dropFirst()), to: Self.file)
      readIndex()
    default: roundTrip(bytes.dropFirst())
    }
  }

  /// The file, in memory.
  private static let file = BytePath("/dev/shm/assetbump-fuzz-\(getpid()).index")

  /// A folder with a file, whose state a tree can have.
  private static let folder: BytePath = {
    let folder = BytePath("/dev/shm/assetbump-fuzz-\(getpid())")
    mkdir(folder.cString, 0o700)
    write([1], to: folder.appending("a"))
    return folder
  }()

  static func write(_ bytes: [UInt8], to file: BytePath) {
    let number = open(file.cString, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(number >= 0, "no file to write")
    _ = bytes.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
    close(number)
  }

  /// Does with a file what a run does with it.
  private func readIndex() {
    guard let memory = ProjectMemory(Self.file) else { return }
    for tree in memory.trees() { use(tree) }
    guard let file = memory.versions(in: Self.stamp) else { return }
    for table in file.tables.values { use(table) }
    _ = file.canonicalBytes
  }

  private static let stamp = FileStamp(device: 1, inode: 1, size: 1, modified: 1, changed: 1)

  private func use(_ tree: KnownTree) {
    let check = TreeCheck(of: tree, threads: 1)
    var copy = KnownTree(top: tree.top, rules: tree.rules)
    for index in tree.folders.indices.prefix(64) {
      _ = (tree.listing(of: index).entries, check.folder(at: tree.folderPaths.path(at: index)))
      copy.append(index, of: check.tree)
    }
    precondition(copy.paths.count == copy.known.count, "a copy has lost rows")
    for row in 0..<tree.paths.count {
      let stamp = tree.stamp(at: row, device: tree.device)
      _ = tree.paths.withRow(row) { tree.digest(of: $0, in: stamp) }
    }
    precondition(check.tree.times.count == tree.paths.count, "a file has no time")
  }

  private func use(_ table: RecordTable) {
    for row in 0..<table.count {
      _ = (table.record(at: row), table.row(of: table.paths.path(at: row)))
    }
    _ = table.sorted().replacing([("b", nil)])
  }

  /// Arrays of the sizes that the reader expects, each with as many elements as the byte before says,
  /// and rows that end where such bytes say.
  private func forged(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var rest = bytes
    var file = array(CacheWriter.start.withUnsafeBytes { Array($0) }, of: 8)
    let folder = MemoryLayout<KnownTree.Folder>.stride
    let list = [1, -4]
    let tree = [1] + list + [folder] + list + list + [8, 8, 8, 8, 32, 1]
    let table = [1, 8] + list + [32, 1, 4, 1] + list + [4, 4] + list
    let trees = Int(rest.popFirst() ?? 0) % 3
    file += array(bytes: UInt64(trees), of: 8)
    let shape = (0..<trees).flatMap { _ in tree } + [-40, 8] + table + table
    for size in shape {
      file +=
        size == -40
        ? array(withUnsafeBytes(of: Self.stamp) { Array($0) }, of: 40)
        : array(taken(from: &rest, of: size), of: abs(size))
    }
    return file
  }

  /// Writes a tree made of the bytes as a run does, and reads it again.
  ///
  /// The numbers and names in it are any; so is whether it is taken for sound.
  private func roundTrip(_ bytes: ArraySlice<UInt8>) {
    var tree = KnownTree(top: Self.folder, rules: [])
    var rest = bytes
    func next() -> UInt8 { rest.popFirst() ?? 0 }
    let device = DiskFileSystem().stamp(of: Self.folder.appending("a"))
    var state = stat()
    stat(Self.folder.cString, &state)
    while let count = rest.popFirst() {
      let length = Int(count & 127) * (count & 64 == 0 ? 1 : 9)
      let name = Array(rest.prefix(length))
      rest = rest.dropFirst(name.count)
      if count & 128 == 0 {
        let kind = next()
        var stamp = kind & 1 == 0 ? FileStamp(state) : Self.stamp
        if kind & 2 != 0 { stamp.modified = .min + Int64(kind) }
        tree.folders.append(
          KnownTree.Folder(
            stamp: stamp, first: UInt32(next()), end: UInt32(next()), next: UInt32(next()),
            isPlain: kind & 4 == 0 ? 1 : 0))
        tree.folderPaths.append(name)
      } else {
        let kind = next()
        var stamp = kind & 1 == 0 ? device ?? Self.stamp : Self.stamp
        if kind & 2 != 0 { stamp.modified = .min + Int64(kind) }
        let digest = kind & 4 == 0 ? nil : Digest.of([kind])
        name.withUnsafeBufferPointer { tree.append($0, stamp, digest) }
      }
    }
    do {
      try CacheWriter.replace(Self.file) { writer throws(FileError) in
        try writer.write([UInt64(1)])
        try writer.write(tree)
      }
    } catch {
      fatalError("the index cannot be written: \(error)")
    }
    let read = ProjectMemory(Self.file)?.trees().first
    precondition(read == (tree.isSound ? tree : nil), "a tree is not read as it is written")
    if let read { use(read) }
  }
}

extension BytePath {
  /// The path with a zero byte behind it.
  var cString: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}
