import Glibc

@testable import Disk
@testable import References
@testable import Site
@testable import Values

// What the reading of templates gave: a file of raw bytes, of arrays, or of a template's references with
// some bytes changed.
extension FuzzTarget {
  private static let cache = BytePath("/dev/shm/assetbump-fuzz-memory-\(getpid())")
  private static let program = FileStamp(device: 1, inode: 1, size: 1, modified: 1, changed: 1)
  private static let references = ReferenceCache(project: "/p", in: cache, program: program)
  private static let file: BytePath = {
    let folder = cache.appending("assetbump")
    mkdir(cache.cString, 0o700)
    mkdir(folder.cString, 0o700)
    return folder.appending("\(ProjectCache.name(of: "/p")).references")
  }()

  /// The first byte says which of the three the others are.
  func memory(_ bytes: [UInt8]) {
    guard let kind = bytes.first else { return }
    switch kind % 3 {
    case 0: Self.write(Array(bytes.dropFirst()), to: Self.file)
    case 1: Self.write(forgedMemory(bytes.dropFirst()), to: Self.file)
    default: Self.references.save(changedMemory(bytes.dropFirst()))
    }
    guard let memory = Self.references.open() else { return }
    use(memory)
    Self.references.save(memory)
    precondition(Self.references.open() == memory, "a memory is not read as it is written")
  }

  /// Does with what is remembered what a run does with it.
  private func use(_ memory: ReferenceMemory) {
    _ = (memory.allFacts.count, memory.indices(of: memory.paths))
    var pack = ReferencePack()
    for index in 0..<memory.paths.count {
      let (rows, texts) = (pack.rows.count, pack.texts.count)
      guard !memory.add(index, as: UInt32(index), to: &pack) else { continue }
      precondition(
        pack.rows.count == rows && pack.texts.count == texts, "half of a file's references")
    }
    var resolver = PackResolver(Self.resolver, files: memory.paths)
    resolver.resolve(&pack)
    let found = FoundReferences(
      pack.rows, texts: [pack.texts], files: memory.paths,
      names: PackResolver.names(of: Self.resolver),
      folders: PackResolver.folders(of: Self.resolver))
    var text: [UInt8] = []
    for index in found.indices {
      let row = found.rows[index]
      _ = (found[index], found.hasToken(row), found.assetFile(of: row), found.target(of: row))
      found.addPlace(of: row, to: &text)
      if row.hasAsset { found.addAsset(of: row, to: &text) }
      found.addToken(of: row, to: &text)
      found.addStatus(of: row, to: &text)
      text.removeAll(keepingCapacity: true)
    }
  }

  private static let resolver = Resolver(
    ReferenceLayout(roots: [
      ReferenceLayout.Root(
        name: "static", urls: ["/static/"], folders: ["static"],
        assets: AssetIndex([["a.css", "css/b.css", "i.png"]]))
    ]))

  private func forgedMemory(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var rest = bytes
    var file = array(CacheWriter.start.withUnsafeBytes { Array($0) }, of: 8)
    file += array(Array(ReferenceCache.kind.utf8), of: 1)
    file += array(
      withUnsafeBytes(of: Self.program) { Array($0) }, of: MemoryLayout<FileStamp>.stride)
    file += array([0x2F, 0x70], of: 1)
    let list = [1, -4]
    let shape =
      [1] + list + [MemoryLayout<FileStamp>.stride, 1, 4]
      + [MemoryLayout<RememberedReference>.stride] + list + list
    for size in shape { file += array(taken(from: &rest, of: size), of: abs(size)) }
    return file
  }

  /// What reading a template gives, which is the last of the bytes; in front of it stand the number of
  /// changes, and of each the place among the bytes of rows and texts, and what becomes of that byte.
  private func changedMemory(_ bytes: ArraySlice<UInt8>) -> ReferenceMemory {
    var rest = bytes
    let changes = (0..<Int(rest.popFirst() ?? 0)).map { _ in
      (
        place: Int(rest.popFirst() ?? 0) << 8 | Int(rest.popFirst() ?? 0),
        change: rest.popFirst() ?? 0
      )
    }
    let (pack, facts) = Array(rest).withUnsafeBufferPointer { text in
      var pack = ReferencePack()
      var classes = SourceClasses.ByFolder(SourceClasses())
      ReferenceScanner().pack(
        text, of: "t.html", .template, number: 0, &classes, into: &pack)
      return (pack, TemplateFacts(text))
    }
    var rows = pack.rows.map(RememberedReference.init)
    var texts = pack.texts
    for (place, change) in changes {
      rows.withUnsafeMutableBytes { rows in
        if place < rows.count {
          rows[place] ^= change
        } else if place - rows.count < texts.count {
          texts[place - rows.count] ^= change
        }
      }
    }
    var memory = ReferenceMemory(rules: [])
    memory.paths.append("t.html".utf8)
    memory.stamps = [
      FileStamp(device: 1, inode: 1, size: UInt64(rest.count), modified: 1, changed: 1)
    ]
    memory.isRead = [1]
    memory.ends = [UInt32(rows.count)]
    memory.rows = rows
    memory.texts.append(texts)
    memory.facts.append(facts.packed)
    if changes.allSatisfy({ $0.change == 0 }) {
      var again = ReferencePack()
      precondition(
        memory.add(0, as: 0, to: &again) && again.texts == pack.texts
          && again.rows.map(RememberedReference.init) == rows,
        "what was read is not remembered")
    }
    return memory
  }
}
