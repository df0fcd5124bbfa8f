import Formats
import Glibc
import Values

/// Reads a versions file as the program writes it, block by block: what was read is not kept, only
/// what it says.
///
/// Nothing is reported here. A text that is not byte for byte what would be written for what it says,
/// or that has members which this version does not know at its top, gives nothing; it is to be read
/// whole by ``VersionsFile/init(parsing:name:)``.
struct CanonicalVersions {
  private var carry: [UInt8] = []
  private var place = Place.start
  private var root = ""
  private var lastRoot: String?
  private var table = RecordTable()
  private var file = VersionsFile()
  private var isCanonical = true
  /// Lists of paths that are in memory anyway: as long as those of a root are the same as far as they were
  /// read, they are not kept once more.
  private let known: [ByteList]
  /// That of the root which is read now.
  private var shared: ByteList?
  /// The day that was read last: most records have that of the one before.
  private var lastDay: (text: [UInt8], day: CalendarDay)?

  /// What the next line is part of.
  private enum Place {
    case start, format, assets
    /// Among the roots, or among the assets of one; whether a further one must follow.
    case roots(more: Bool), records(more: Bool)
    case end, done
  }

  /// Begins with no text.
  ///
  /// - Parameter known: paths, sorted, that those of the roots may be.
  init(sharing known: [ByteList] = []) {
    self.known = known
  }

  /// What the text says; nil where it is not canonical, or not all of it was taken.
  mutating func finish() -> VersionsFile? {
    guard isCanonical, carry.isEmpty, case .done = place else { return nil }
    return file
  }

  /// Takes the next block.
  ///
  /// - Returns: whether the text is canonical so far.
  mutating func read(_ block: UnsafeRawBufferPointer) -> Bool {
    block.withMemoryRebound(to: UInt8.self) { block in
      var rest = block[...]
      while isCanonical, let end = CanonicalVersions.lineEnd(in: rest) {
        let line = UnsafeBufferPointer(rebasing: rest[..<end])
        if carry.isEmpty {
          isCanonical = read(line: line)
        } else {
          carry.append(contentsOf: line)
          let whole = carry
          carry = []
          isCanonical = whole.withUnsafeBufferPointer { read(line: $0) }
        }
        rest = rest[(end + 1)...]
      }
      carry.append(contentsOf: rest)
    }
    if carry.count > CanonicalVersions.longestLine { isCanonical = false }
    return isCanonical
  }

  /// The number of bytes from which on a line is none that the program writes, 1 MiB.
  private static let longestLine = 1 << 20

  /// The index of the first line feed.
  private static func lineEnd(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard let base = bytes.base.baseAddress, !bytes.isEmpty else { return nil }
    return memchr(base + bytes.startIndex, 0x0A, bytes.count).map {
      UnsafeRawPointer($0) - UnsafeRawPointer(base)
    }
  }

  private mutating func read(line: UnsafeBufferPointer<UInt8>) -> Bool {
    var line = line[...]
    switch place {
    case .start:
      place = .format
      return line.isJust("{")
    case .format:
      place = .assets
      return line.isJust("  \"format\": 1,")
    case .assets:
      let isEmpty = line.isJust("  \"assets\": {}")
      place = isEmpty ? .end : .roots(more: true)
      return isEmpty || line.isJust("  \"assets\": {")
    case .roots(let more):
      if !more, line.isJust("  }") {
        place = .end
        return true
      }
      return (more || lastRoot == nil) && line.consume("    ") && takeRoot(&line)
    case .records(let more):
      if !more, line.consume("    }") {
        endRoot()
        return line.isEmpty || (line.isJust(",") && expectRoot())
      }
      return more && line.consume("      ") && takeRecord(line)
    case .end:
      place = .done
      return line.isJust("}")
    case .done: return false
    }
  }

  /// A root's name and brace: `"static": {`, or `"static": {},`.
  private mutating func takeRoot(_ line: inout Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let name = line.plainString(), !name.isEmpty, line.consume(": {"),
      let text = String(validating: name, as: UTF8.self),
      lastRoot.map({ $0.utf8.lexicographicallyPrecedes(text.utf8) }) ?? true,
      // A dictionary of strings holds one of two Unicode spellings.
      file.tables[text] == nil
    else { return false }
    (root, lastRoot, table) = (text, text, RecordTable())
    if line.isEmpty {
      place = .records(more: true)
      return true
    }
    guard line.consume("}") else { return false }
    endRoot()
    return line.isEmpty || (line.isJust(",") && expectRoot())
  }

  private mutating func endRoot() {
    stopSharing()
    table.trim()
    file.tables[root] = table
    table = RecordTable()
    place = .roots(more: false)
  }

  private mutating func expectRoot() -> Bool {
    place = .roots(more: true)
    return true
  }

  private mutating func takeRecord(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var body = line
    let hasMore = body.last == UInt8(ascii: ",")
    if hasMore { body.removeLast() }
    place = .records(more: hasMore)
    return takePlain(body) || takeAny(body)
  }

  /// Takes the record of an asset with neither history nor unknown members.
  private mutating func takePlain(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var line = line
    guard let path = line.plainString(), isPath(path),
      line.consume(": {\"token\": "), let token = line.plainString()
    else { return false }
    var strategy: Strategy?
    if line.consume(", \"strategy\": ") {
      guard let name = line.plainString() else { return false }
      strategy = Strategy(rawValue: String(decoding: name, as: UTF8.self))
      if strategy == nil { return false }
    }
    guard line.consume(", \"sha256\": "), let hex = line.plainString(),
      let digest = Digest(hex: hex),
      line.consume(", \"bumped\": "), let text = line.plainString(), let bumped = day(text),
      line.isJust("}")
    else { return false }
    let bytes = UnsafeBufferPointer(rebasing: path)
    let own: UnsafeBufferPointer<UInt8>?
    if isShared(bytes) {
      own = nil
    } else {
      stopSharing()
      guard isNext(bytes), bytes.isUTF8 else { return false }
      own = bytes
    }
    // What a strategy made is a token without a further look.
    if !token.isEmpty, token.count <= hex.count, hex.prefix(token.count).elementsEqual(token) {
      table.append(hexDigits: token.count, of: digest, bumped, strategy, at: own)
      return true
    }
    guard isToken(token) else { return false }
    table.append(UnsafeBufferPointer(rebasing: token), digest, bumped, strategy, at: own)
    return true
  }

  /// Whether a path is the next one of a list whose paths up to it are those of the table.
  private mutating func isShared(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    if table.count == 0 {
      shared = known.first { !$0.isEmpty && $0.compare(0, to: path) == 0 }
      if let shared { table.reserve(shared.count) }
    }
    guard let shared, table.count < shared.count, shared.compare(table.count, to: path) == 0 else {
      return false
    }
    // Names on a disk may be no text.
    return path.isUTF8
  }

  /// Gives the table the paths that it shares so far.
  private mutating func stopSharing() {
    guard let shared else { return }
    self.shared = nil
    table.takePaths(of: shared)
  }

  private mutating func day(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> CalendarDay? {
    if let lastDay, text.elementsEqual(lastDay.text) { return lastDay.day }
    guard let day = CalendarDay(iso: text) else { return nil }
    lastDay = (Array(text), day)
    return day
  }

  /// Takes any record, and looks whether it would be written as it stands.
  private mutating func takeAny(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    stopSharing()
    let text = [UInt8(ascii: "{")] + line + [UInt8(ascii: "}")]
    do throws(VersionsFault) {
      var parser = VersionsParser(reader: try JSONReader(text))
      var members = try parser.reader.beginObject()
      guard let (asset, record) = try parser.member(of: root, &members),
        try parser.reader.nextKey(&members) == nil
      else { return false }
      var written = VersionsText()
      written.add(record, at: asset.path)
      guard written.bytes.elementsEqual(line),
        asset.path.bytes.withUnsafeBufferPointer({ isNext($0) })
      else { return false }
      table.append(record, at: asset.path.bytes[...])
      return true
    } catch {
      return false
    }
  }

  private func isPath(_ path: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    UnsafeBufferPointer(rebasing: path).isPlainPath || VersionsError.PathFlaw(of: path) == nil
  }

  private func isNext(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    table.count == 0 || table.paths.compare(table.count - 1, to: path) < 0
  }

  private func isToken(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    (1...Token.longest).contains(text.count)
      && text.allSatisfy { Token.allows(Unicode.Scalar($0)) }
      && !text.elementsEqual(".".utf8) && !text.elementsEqual("..".utf8)
  }
}
