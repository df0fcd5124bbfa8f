import Disk
import Values

/// What the reading of each of a project's files gave, and the state that the file was in.
struct ReferenceMemory: Equatable, Sendable {
  /// What the files were read by.
  let rules: [UInt8]
  /// The files, in the order of their paths.
  var paths = ByteList()
  var stamps: [FileStamp] = []
  /// Whether each was read for references: 1 or 0.
  var isRead: [UInt8] = []
  /// Where the references of each end.
  var ends: [UInt32] = []
  var rows: [RememberedReference] = []
  /// The texts of each file's references.
  var texts = ByteList()
  /// What each tells of the project; nothing as a rule.
  var facts = ByteList()

  /// Begins with no file.
  init(rules: [UInt8]) {
    self.rules = rules
  }

  /// Whether its numbers lead nowhere outside of it; of the references ``add(_:as:to:)`` finds out.
  var isSound: Bool {
    let counts = [stamps.count, isRead.count, ends.count, texts.count, facts.count]
    guard counts.allSatisfy({ $0 == paths.count }) else { return false }
    var last: UInt32 = 0
    for end in ends {
      guard end >= last else { return false }
      last = end
    }
    return last == rows.count
  }

  /// The indices here of files, both in the order of their paths; ``none`` of one that is not here.
  func indices(of files: ByteList) -> [UInt32] {
    var indices = [UInt32](repeating: Self.none, count: files.count)
    var (file, index) = (0, 0)
    while file < files.count, index < paths.count {
      let order = files.compare(file, to: paths, index)
      if order == 0 { indices[file] = UInt32(index) }
      if order <= 0 { file += 1 }
      if order >= 0 { index += 1 }
    }
    return indices
  }

  static let none = UInt32.max

  /// Adds the references of a file to a pack; adds nothing, and says so, where they are none.
  ///
  /// - Parameter number: the file's index among those of the pack.
  func add(_ index: Int, as number: UInt32, to pack: inout ReferencePack) -> Bool {
    texts.withRow(index) { texts in
      var check = PackedCheck(texts, size: stamps[index].size)
      let (kept, start) = (pack.rows.count, pack.texts.count)
      for row in rows[rowRange(of: index)] {
        guard let row = row.packed(file: number, text: UInt32(start + check.place)),
          check.passes(row)
        else {
          pack.rows.removeSubrange(kept...)
          return false
        }
        pack.rows.append(row)
      }
      guard check.isAtEnd else {
        pack.rows.removeSubrange(kept...)
        return false
      }
      pack.append(texts)
      return true
    }
  }

  /// What a file tells of the project; nil where that cannot be read.
  func facts(of index: Int) -> TemplateFacts? {
    TemplateFacts(packed: facts[index])
  }

  /// What all files that tell something tell.
  var allFacts: [(file: BytePath, facts: TemplateFacts)] {
    (0..<paths.count).compactMap { index in
      guard facts.length(of: index) > 0, let facts = facts(of: index) else { return nil }
      return (paths.path(at: index), facts)
    }
  }

  private func rowRange(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }
}

extension ReferenceMemory {
  /// Takes in what a reading came to, before any of it is resolved; nil where that is too much.
  init?(_ result: ReferenceRun.Result, of sources: ReferenceSources, rules: [UInt8]) {
    let kept = result.files.lazy.filter { $0.stamp != nil }
    let fileCount = kept.reduce(0) { count, _ in count + 1 }
    let rowCount = kept.reduce(0) { $0 + $1.rows.count }
    let textCount = kept.reduce(0) { $0 + $1.texts.count }
    guard rowCount < Self.none, textCount < Self.none else { return nil }
    self.init(rules: rules)
    rows.reserveCapacity(rowCount)
    texts.reserve(bytes: textCount, rows: fileCount)
    stamps.reserveCapacity(fileCount)
    var facts = result.facts[...]
    for file in kept {
      guard let stamp = file.stamp else { continue }
      paths.append(sources.files[Int(file.number)])
      stamps.append(stamp)
      isRead.append(sources.isRead(Int(file.number)) ? 1 : 0)
      let pack = result.packs[Int(file.pack)]
      for row in pack.rows[Int(file.rows.lowerBound)..<Int(file.rows.upperBound)] {
        rows.append(RememberedReference(row))
      }
      ends.append(UInt32(rows.count))
      texts.append(pack.texts[Int(file.texts.lowerBound)..<Int(file.texts.upperBound)])
      facts = facts.drop { $0.file < file.number }
      let told = facts.first.flatMap { $0.file == file.number ? $0.facts : nil }
      self.facts.append(told?.packed ?? [])
    }
  }
}

extension CacheWriter {
  /// Adds what files gave.
  func write(_ memory: ReferenceMemory) throws(FileError) {
    try write(memory.rules)
    try write(memory.paths)
    try write(memory.stamps)
    try write(memory.isRead)
    try write(memory.ends)
    try write(memory.rows)
    try write(memory.texts)
    try write(memory.facts)
  }
}

extension CacheReader {
  /// What files gave.
  func references() -> ReferenceMemory? {
    guard let rules = array(of: UInt8.self), let paths = list(),
      let stamps = array(of: FileStamp.self), let isRead = array(of: UInt8.self),
      let ends = array(of: UInt32.self), let rows = array(of: RememberedReference.self),
      let texts = list(), let facts = list()
    else { return nil }
    var memory = ReferenceMemory(rules: rules)
    (memory.paths, memory.stamps, memory.isRead) = (paths, stamps, isRead)
    (memory.ends, memory.rows, memory.texts, memory.facts) = (ends, rows, texts, facts)
    return memory.isSound ? memory : nil
  }
}
