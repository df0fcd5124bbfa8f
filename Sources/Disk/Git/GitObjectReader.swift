import Values

/// Reads objects as git keeps them by `git cat-file --batch`, one process for as many as there are.
final class GitObjectReader: ObjectReader {
  private let folder: BytePath
  private let attributes: GitAttributes
  private var process: GitProcess?
  private var buffer: [UInt8] = []
  /// How much of the buffer has been taken.
  private var start = 0

  /// - Parameter up: the way from the folder to the top of the repository, `../` for each step.
  init(in folder: BytePath, up: [UInt8]) {
    self.folder = folder
    attributes = GitAttributes(in: folder, up: up)
  }

  func checkout(of path: BytePath) throws(GitError) -> Checkout {
    try attributes.checkout(of: path)
  }

  func contents(of id: ObjectID) throws(GitError) -> [UInt8]? {
    try contents(named: Array(id.hex.utf8))
  }

  func contents(of path: BytePath, in commit: ObjectID) throws(GitError) -> [UInt8]? {
    // A line feed would end the name.
    guard !path.bytes.contains(UInt8(ascii: "\n")) else { return nil }
    return try contents(named: Array("\(commit.hex):".utf8) + path.bytes)
  }

  /// Asks for an object: `ID TYPE SIZE`, a line feed, the contents, a line feed; or `NAME missing`.
  private func contents(named name: [UInt8]) throws(GitError) -> [UInt8]? {
    let process: GitProcess
    if let running = self.process {
      process = running
    } else {
      process = try GitProcess(in: folder, ["cat-file", "--batch"].map { Array($0.utf8) })
    }
    self.process = process
    try process.write(name + [UInt8(ascii: "\n")])
    guard let size = try Self.size(in: line(from: process)) else { return nil }
    try fill(size + 1, from: process)
    defer { start += size + 1 }
    return Array(buffer[start..<(start + size)])
  }

  /// The size in the header of an answer; nil where it is `ID missing`.
  static func size(in line: [UInt8]) throws(GitError) -> Int? {
    let words = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    if words.last == "missing" { return nil }
    guard words.count == 3, let size = Int(words[2]), size >= 0 else { throw .unreadable }
    return size
  }

  private func line(from process: GitProcess) throws(GitError) -> [UInt8] {
    var seen = start
    while true {
      if let end = buffer[seen...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return Array(buffer[start..<end])
      }
      seen = buffer.count
      try more(from: process, &seen)
    }
  }

  private func fill(_ count: Int, from process: GitProcess) throws(GitError) {
    var seen = start
    while buffer.count - start < count { try more(from: process, &seen) }
  }

  /// Reads on, and forgets what was taken.
  private func more(from process: GitProcess, _ seen: inout Int) throws(GitError) {
    buffer.removeFirst(start)
    seen -= start
    start = 0
    guard try process.read(into: &buffer) else { throw .noObjects }
  }
}
