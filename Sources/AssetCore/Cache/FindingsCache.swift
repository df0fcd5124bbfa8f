import Glibc

/// Where the findings about a project's references are kept from one run to the next, with the state
/// of the project that they are true of.
///
/// Nothing depends on it: without the folder, or the right to write in it, everything is read.
public struct FindingsCache: Sendable {
  private let file: BytePath

  private static let kind = "findings"

  /// The cache of a project.
  ///
  /// - Parameters:
  ///   - project: the project's folder, absolute.
  ///   - folder: `$XDG_CACHE_HOME`, or what stands for it (XDG Base Directory 0.8).
  public init(project: BytePath, in folder: BytePath) {
    file = folder.appending("assetbump/\(ProjectCache.name(of: project)).findings")
  }

  /// What was found in a state; nil where another one, or nothing, is remembered.
  public func findings(in state: ReferenceState) -> KeptFindings? {
    guard let reader = CacheReader(file), reader.text() == Self.kind,
      reader.array(of: UInt8.self) == state.bytes, let bytes = reader.array(of: UInt8.self)
    else { return nil }
    return KeptFindings(bytes: bytes)
  }

  /// Remembers what was found; where that cannot be done, the next run finds it again.
  public func save(_ findings: [Finding], in state: ReferenceState) {
    save(FindingCoding.bytes(of: findings), in: state.bytes)
  }

  func save(_ findings: [UInt8], in state: [UInt8]) {
    let other = BytePath(bytes: file.bytes + Array(".\(getpid())".utf8))
    let disk = DiskFileSystem()
    do {
      try disk.makeFolder(file.folder)
      let writer = try CacheWriter(other)
      try writer.write(Self.kind)
      try writer.write(state)
      try writer.write(findings)
      try disk.move(other, to: file)
    } catch {
      try? disk.removeFile(other)
    }
  }

  /// Whether something is remembered, of whatever state.
  public var remembersSomething: Bool { state != nil }

  /// The state that something is remembered of.
  var state: [UInt8]? {
    guard let reader = CacheReader(file), reader.text() == Self.kind else { return nil }
    return reader.array(of: UInt8.self)
  }
}

/// Findings that are kept as bytes, each made when it is come to, so that many take little room.
public struct KeptFindings: Sequence, IteratorProtocol, Sendable {
  private let bytes: [UInt8]
  private var place = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next finding.
  public mutating func next() -> Finding? {
    FindingCoding.takeFinding(bytes, &place)
  }
}

/// Findings as bytes: of each the fields in order, each its length (u32, little-endian) and its bytes;
/// one that is not there has the greatest length.
enum FindingCoding {
  static func bytes(of findings: [Finding]) -> [UInt8] {
    var bytes: [UInt8] = []
    for finding in findings {
      append(Array(finding.severity.rawValue.utf8), to: &bytes)
      append(Array(finding.kind.utf8), to: &bytes)
      append(finding.id.map { Array($0.root.utf8) }, to: &bytes)
      append(finding.id?.path.bytes, to: &bytes)
      append(finding.file?.bytes, to: &bytes)
      append(finding.line.map { Array("\($0)".utf8) }, to: &bytes)
      append(finding.column.map { Array("\($0)".utf8) }, to: &bytes)
      append(Array(finding.message.utf8), to: &bytes)
      append(finding.next.map { Array($0.utf8) }, to: &bytes)
    }
    return bytes
  }

  /// Reads findings; nil where the bytes are none.
  static func findings(in bytes: [UInt8]) -> [Finding]? {
    var place = 0
    var findings: [Finding] = []
    while place < bytes.count {
      guard let finding = takeFinding(bytes, &place) else { return nil }
      findings.append(finding)
    }
    return findings
  }

  /// Takes the finding at a place, which is moved behind it; nil where there is none.
  static func takeFinding(_ bytes: [UInt8], _ place: inout Int) -> Finding? {
    var fields: [Range<Int>?] = []
    fields.reserveCapacity(9)
    for _ in 0..<9 {
      guard let field = takeField(bytes, &place) else { return nil }
      fields.append(field)
    }
    func text(_ index: Int) -> String? {
      fields[index].map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    guard let severity = text(0).flatMap(Finding.Severity.init), let kind = text(1),
      let message = text(7)
    else { return nil }
    func path(_ index: Int) -> BytePath? {
      fields[index].map { BytePath(bytes: Array(bytes[$0])) }
    }
    let id = text(2).flatMap { root in path(3).map { AssetID(root: root, path: $0) } }
    return Finding(
      severity: severity, kind: kind, id: id, file: path(4), line: text(5).flatMap { Int($0) },
      column: text(6).flatMap { Int($0) }, message: message, next: text(8))
  }

  private static func append(_ field: [UInt8]?, to bytes: inout [UInt8]) {
    let length = field.map { UInt32($0.count) } ?? .max
    withUnsafeBytes(of: length.littleEndian) { bytes.append(contentsOf: $0) }
    bytes += field ?? []
  }

  /// Takes a field; nil where the bytes end before it does.
  private static func takeField(_ bytes: [UInt8], _ place: inout Int) -> Range<Int>?? {
    guard bytes.count - place >= 4 else { return nil }
    let length = bytes[place..<place + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    place += 4
    if length == .max { return .some(nil) }
    guard bytes.count - place >= Int(length) else { return nil }
    defer { place += Int(length) }
    return place..<place + Int(length)
  }
}
