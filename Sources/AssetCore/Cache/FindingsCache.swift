/// Where the findings about a project's references are kept from one run to the next, with the state
/// of the project that they are true of.
///
/// Nothing depends on it: without the folder, or the right to write in it, everything is read.
public struct FindingsCache: Sendable {
  private let file: BytePath

  private static let kind = "findings"
  private static let largest = 64 << 20

  /// The cache of a project.
  ///
  /// - Parameters:
  ///   - project: the project's folder, absolute.
  ///   - folder: `$XDG_CACHE_HOME`, or what stands for it (XDG Base Directory 0.8).
  public init(project: BytePath, in folder: BytePath) {
    let name = String(Digest.of(project.bytes).hex.prefix(16))
    file = folder.appending("assetbump/\(name).findings")
  }

  /// What was found in a state; nil where another one, or nothing, is remembered.
  public func findings(in state: ReferenceState) -> [Finding]? {
    guard let contents = try? DiskFileSystem().read(file, limit: Self.largest),
      let text = try? SealedText(contents, kind: Self.kind),
      text.lines == [[state.digest.hex]]
    else { return nil }
    return FindingCoding.findings(in: text.payload)
  }

  /// Remembers what was found; where that cannot be done, the next run finds it again.
  public func save(_ findings: [Finding], in state: ReferenceState) {
    let text = SealedText(
      kind: Self.kind, lines: [[state.digest.hex]], payload: FindingCoding.bytes(of: findings))
    let disk = DiskFileSystem()
    try? disk.makeFolder(file.folder)
    try? disk.putInPlace(file, text.bytes)
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
    var rest = bytes[...]
    var findings: [Finding] = []
    while !rest.isEmpty {
      var fields: [[UInt8]?] = []
      for _ in 0..<9 {
        guard let field = takeField(&rest) else { return nil }
        fields.append(field)
      }
      func text(_ index: Int) -> String? {
        fields[index].map { String(decoding: $0, as: UTF8.self) }
      }
      guard let severity = text(0).flatMap(Finding.Severity.init), let kind = text(1),
        let message = text(7)
      else { return nil }
      let id = text(2).flatMap { root in
        fields[3].map { AssetID(root: root, path: BytePath(bytes: $0)) }
      }
      findings.append(
        Finding(
          severity: severity, kind: kind, id: id, file: fields[4].map(BytePath.init(bytes:)),
          line: text(5).flatMap { Int($0) }, column: text(6).flatMap { Int($0) },
          message: message, next: text(8)))
    }
    return findings
  }

  private static func append(_ field: [UInt8]?, to bytes: inout [UInt8]) {
    let length = field.map { UInt32($0.count) } ?? .max
    withUnsafeBytes(of: length.littleEndian) { bytes.append(contentsOf: $0) }
    bytes += field ?? []
  }

  /// Takes a field; nil where the bytes end before it does.
  private static func takeField(_ rest: inout ArraySlice<UInt8>) -> [UInt8]?? {
    guard rest.count >= 4 else { return nil }
    let length = rest.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    rest = rest.dropFirst(4)
    if length == .max { return .some(nil) }
    guard rest.count >= Int(length) else { return nil }
    defer { rest = rest.dropFirst(Int(length)) }
    return Array(rest.prefix(Int(length)))
  }
}
