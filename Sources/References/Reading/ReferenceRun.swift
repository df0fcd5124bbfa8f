import Disk
import Site
import Values

/// One reading of a project's files, shared among as many threads as there are cores.
struct ReferenceRun: Sendable {
  private let sources: ReferenceSources
  private let project: Project
  private let fileSystem: any FileSystem
  private let isCancelled: @Sendable () -> Bool
  /// What an earlier run remembers, and the sources' indices there.
  private var known: (memory: ReferenceMemory, indices: [UInt32])?

  /// The number of files that a thread takes at a time.
  private static let turn = 8

  init(
    _ sources: ReferenceSources, of project: Project, on fileSystem: any FileSystem,
    knowing memory: ReferenceMemory?, isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.sources = sources
    self.project = project
    self.fileSystem = fileSystem
    self.isCancelled = isCancelled
    known = memory.map { ($0, $0.indices(of: sources.files)) }
  }

  /// What a reading comes to.
  struct Result: Sendable {
    /// The references, a pack a thread.
    fileprivate(set) var packs: [ReferencePack] = []
    /// Where among them the references of each file are, in the order of the files.
    fileprivate(set) var files: [File] = []
    /// What templates tell, in their order; of those that tell something.
    fileprivate(set) var facts: [(file: UInt32, facts: TemplateFacts)] = []
    /// The files that could not be read, in their order.
    fileprivate(set) var unread: [(file: UInt32, error: FileError)] = []
    /// What pages of a built site count their URLs from, by the pages' indices.
    var bases: [(file: UInt32, text: [UInt8])] { packs.flatMap(\.bases) }
    /// The number of files that were read, and that need not be the next time.
    fileprivate(set) var fresh = 0
  }

  /// A file, and where its references and their texts stand.
  struct File: Sendable {
    let number: UInt32
    fileprivate(set) var pack: UInt32 = 0
    let rows: Range<UInt32>
    let texts: Range<UInt32>
    /// The state that it was in; nil where another one might look the same.
    let stamp: FileStamp?
  }

  /// Reads all files, but for those that are as they were when they were read by the same rules.
  ///
  /// - Parameter rules: what references are found by.
  func result(by rules: ReferenceRules) -> Result {
    let scanner = ReferenceScanner(rules: rules)
    let isKnown = known?.memory.rules == rules.key(project.settings.sources)
    let threads = min(Threads.cores, max(1, sources.count / Self.turn))
    var empty = Result()
    // As with packs, to make more room each time it is short costs more than to fill it.
    empty.files.reserveCapacity(sources.count)
    let state = Locked((next: 0, result: empty))
    Threads.run(threads) {
      var reading = FileReading(classes: project.settings.sources)
      reading.pack.reserve(forFiles: sources.count / threads)
      reading.files.reserveCapacity(sources.count)
      while !isCancelled() {
        let start = state.use { state -> Int in
          defer { state.next += Self.turn }
          return state.next
        }
        guard start < sources.count else { break }
        for file in start..<min(start + Self.turn, sources.count) {
          if !isKnown || !remember(file, &reading) { read(file, by: scanner, &reading) }
        }
      }
      state.use { state in
        for index in reading.files.indices {
          reading.files[index].pack = UInt32(state.result.packs.count)
        }
        state.result.files += reading.files
        state.result.fresh += reading.fresh
        state.result.packs.append(reading.pack)
        state.result.facts += reading.facts
        state.result.unread += reading.unread
      }
    }
    var result = state.use(\.result)
    result.files.sort { $0.number < $1.number }
    result.facts.sort { $0.file < $1.file }
    result.unread.sort { $0.file < $1.file }
    return result
  }

  /// What one thread reads.
  private struct FileReading {
    let room = FileRoom()
    var pack = ReferencePack()
    var facts: [(file: UInt32, facts: TemplateFacts)] = []
    var unread: [(file: UInt32, error: FileError)] = []
    var files: [File] = []
    var fresh = 0
    var classes: SourceClasses.ByFolder

    init(classes: SourceClasses) {
      self.classes = SourceClasses.ByFolder(classes)
    }

    /// Notes what a file added to the pack.
    mutating func end(_ file: Int, rows: Int, texts: Int, in stamp: FileStamp?) {
      files.append(
        File(
          number: UInt32(file), rows: UInt32(rows)..<UInt32(pack.rows.count),
          texts: UInt32(texts)..<UInt32(pack.texts.count),
          stamp: stamp))
    }
  }

  /// Takes what a file gave when it was read; false where it has changed since, or was not read.
  private func remember(_ file: Int, _ reading: inout FileReading) -> Bool {
    guard let (memory, indices) = known, indices[file] != ReferenceMemory.none else { return false }
    let index = Int(indices[file])
    let stamp = memory.stamps[index]
    let path = project.folder.appending(sources.files.path(at: file))
    let (rows, texts) = (reading.pack.rows.count, reading.pack.texts.count)
    guard memory.isRead[index] == (sources.isRead(file) ? 1 : 0),
      fileSystem.stamp(of: path, in: reading.room) == stamp, let facts = memory.facts(of: index),
      memory.add(index, as: UInt32(file), to: &reading.pack)
    else { return false }
    if !facts.isEmpty { reading.facts.append((UInt32(file), facts)) }
    reading.end(file, rows: rows, texts: texts, in: stamp)
    return true
  }

  private func read(_ file: Int, by scanner: ReferenceScanner, _ reading: inout FileReading) {
    let path = sources.files.path(at: file)
    let language = sources.language(of: file)
    let isRead = sources.isRead(file)
    let (rows, texts) = (reading.pack.rows.count, reading.pack.texts.count)
    do throws(FileError) {
      try fileSystem.withContents(
        of: project.folder.appending(path), limit: ReferenceReader.largestFile, in: reading.room
      ) { contents in
        if language == .template {
          let facts = TemplateFacts(contents)
          if !facts.isEmpty { reading.facts.append((UInt32(file), facts)) }
        }
        scanner.pack(
          contents, of: path, language, number: file, isListed: isRead, &reading.classes,
          into: &reading.pack)
      }
      if reading.room.stamp != nil { reading.fresh += 1 }
      reading.end(file, rows: rows, texts: texts, in: reading.room.stamp)
    } catch {
      if isRead { reading.unread.append((UInt32(file), FileError(path, error.reason))) }
    }
  }
}

extension ReferenceRun.Result {
  /// Hands over the references that name something, in the order of their files and places.
  ///
  /// - Parameter files: the files that were read.
  mutating func resolve(by resolver: Resolver, files: ByteList) -> FoundReferences {
    let count = packs.count
    let state = Locked((next: 0, packs: packs))
    packs = []
    Threads.run(count) {
      var packResolver = PackResolver(resolver, files: files)
      while true {
        let taken = state.use { state -> (Int, ReferencePack)? in
          guard state.next < state.packs.count else { return nil }
          defer {
            state.packs[state.next] = ReferencePack()
            state.next += 1
          }
          return (state.next, state.packs[state.next])
        }
        guard let place = taken?.0, var pack = taken?.1 else { return }
        packResolver.resolve(&pack)
        state.use { $0.packs[place] = pack }
      }
    }
    let resolved = state.use(\.packs)
    return FoundReferences(
      Self.inOrder(resolved), texts: resolved.map(\.texts), files: files,
      names: PackResolver.names(of: resolver), folders: PackResolver.folders(of: resolver))
  }

  /// The rows of all packs by file; the rows of a file stand in one pack, in order.
  private static func inOrder(_ packs: [ReferencePack]) -> [PackedReference] {
    var spans: [(file: UInt32, block: Int, rows: Range<Int>)] = []
    for (block, pack) in packs.enumerated() {
      var start = 0
      while start < pack.rows.count {
        let file = pack.rows[start].file
        var end = start + 1
        while end < pack.rows.count, pack.rows[end].file == file { end += 1 }
        spans.append((file, block, start..<end))
        start = end
      }
    }
    spans.sort { $0.file < $1.file }
    var rows: [PackedReference] = []
    rows.reserveCapacity(packs.reduce(0) { $0 + $1.rows.count })
    for span in spans {
      for index in span.rows {
        var row = packs[span.block].rows[index]
        row.block = UInt16(span.block)
        rows.append(row)
      }
    }
    return rows
  }
}
