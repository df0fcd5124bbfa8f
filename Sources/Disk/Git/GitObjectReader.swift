import Values

/// Reads objects by `git cat-file --batch`, one process for as many as there are.
final class GitObjectReader: ObjectReader {
  private let folder: BytePath
  private var plain: GitProcess?
  private var filtered: GitProcess?
  /// A name that no object has and no file holds by chance: git's answer to it ends the one before.
  ///
  /// With filters, the size that git tells is that of the object, not of what follows.
  private let sentinel = "assetbump-\(UInt64.random(in: .min ... .max))"

  init(in folder: BytePath) {
    self.folder = folder
  }

  func contents(of id: ObjectID) throws(GitError) -> [UInt8]? {
    let process: GitProcess
    if let plain { process = plain } else { process = try start() }
    plain = process
    return try answer(of: process, to: Array(id.hex.utf8))
  }

  func checkedOut(_ id: ObjectID, at path: BytePath) throws(GitError) -> [UInt8]? {
    // A line is a request; a file of such a name has no URL, and so no token.
    if path.bytes.contains(0x0A) { return nil }
    let process: GitProcess
    if let filtered { process = filtered } else { process = try start("--filters") }
    filtered = process
    return try answer(of: process, to: Array("\(id.hex) ".utf8) + path.bytes)
  }

  private func start(_ option: String? = nil) throws(GitError) -> GitProcess {
    let words = ["cat-file", "--batch"] + (option.map { [$0] } ?? [])
    return try GitProcess(in: folder, words.map { Array($0.utf8) })
  }

  /// Asks for an object: `ID TYPE SIZE`, a line feed, the contents, a line feed; or `ID missing`.
  private func answer(of process: GitProcess, to request: [UInt8]) throws(GitError) -> [UInt8]? {
    try process.write(request + [0x0A] + Array(sentinel.utf8) + [0x0A])
    let end = Array("\(sentinel) missing\n".utf8)
    var bytes: [UInt8] = []
    while !bytes.hasSuffix(end) {
      guard try process.read(into: &bytes) else { throw .noObjects }
    }
    return Self.contents(in: bytes.dropLast(end.count))
  }

  /// The contents in an answer; nil where it is `ID missing`, or none at all.
  static func contents(in bytes: ArraySlice<UInt8>) -> [UInt8]? {
    guard let line = bytes.firstIndex(of: 0x0A) else { return nil }
    // An object's header has three words, `missing` stands alone behind the name.
    guard bytes[..<line].split(separator: 0x20).count == 3, bytes.last == 0x0A else { return nil }
    return Array(bytes[(line + 1)...].dropLast())
  }
}
