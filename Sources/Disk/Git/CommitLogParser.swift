import Values

/// Reads what `git log` writes, block by block: fields with a zero behind each.
///
/// A commit's is `commit ID`; a file's `:mode mode ID ID letter`, and its path in a field of its own
/// (git-diff-tree(1), raw output format). A line feed may stand between the two.
struct CommitLogParser {
  private var log = CommitLog()
  /// The files that are wanted; nil for all.
  private let wanted: Set<BytePath>?
  /// The commit that was read last, where nothing of it is kept so far.
  private var commit: ObjectID?
  private var hasCommit = false
  private var change: (before: ObjectID?, after: ObjectID?, isLink: Bool)?
  /// The start of a field whose end is still to come.
  private var rest: [UInt8] = []

  /// - Parameter wanted: the files whose changes are kept, with the commits that made them; nil for all.
  init(keeping wanted: Set<BytePath>? = nil) {
    self.wanted = wanted
  }

  /// Reads on.
  mutating func take(_ block: [UInt8]) throws(GitError) {
    var start = 0
    while let end = block[start...].firstIndex(of: 0) {
      if rest.isEmpty {
        try take(field: block[start..<end])
      } else {
        rest += block[start..<end]
        try take(field: rest[...])
        rest = []
      }
      start = end + 1
    }
    rest += block[start...]
  }

  /// The log, at the end of what git wrote.
  mutating func finish() throws(GitError) -> CommitLog {
    if !rest.isEmpty { try take(field: rest[...]) }
    if change != nil { throw .unreadable }
    return log
  }

  private mutating func take(field: ArraySlice<UInt8>) throws(GitError) {
    if let known = change {
      guard !field.isEmpty, hasCommit else { throw .unreadable }
      change = nil
      let path = BytePath(bytes: Array(field))
      guard wanted?.contains(path) ?? true else { return }
      keepCommit()
      if known.isLink {
        log.addLink(path, to: known.after)
      } else {
        log.add(path, from: known.before, to: known.after)
      }
      return
    }
    for line in field.split(separator: UInt8(ascii: "\n")) {
      if line.first == UInt8(ascii: ":") {
        change = try Self.change(line)
      } else if line.starts(with: "commit ".utf8), let id = ObjectID(line.dropFirst(7)) {
        (commit, hasCommit) = (id, true)
        if wanted == nil { keepCommit() }
      } else {
        throw .unreadable
      }
    }
  }

  /// Adds the commit of what is kept, where it is not there yet.
  private mutating func keepCommit() {
    if let commit { log.add(commit) }
    commit = nil
  }

  /// Reads `:100644 100644 ID ID M`; what is no regular file counts as none, and 160000 is the commit that
  /// a submodule is at.
  private static func change(
    _ line: ArraySlice<UInt8>
  ) throws(GitError) -> (before: ObjectID?, after: ObjectID?, isLink: Bool) {
    let words = line.dropFirst().split(separator: UInt8(ascii: " "))
    guard words.count == 5, let before = ObjectID(words[2]), let after = ObjectID(words[3]) else {
      throw .unreadable
    }
    func isLink(_ mode: ArraySlice<UInt8>) -> Bool { mode.elementsEqual("160000".utf8) }
    if isLink(words[1]) || isLink(words[0]) && after.isNull {
      return (before, isLink(words[1]) ? after : nil, true)
    }
    func isFile(_ mode: ArraySlice<UInt8>) -> Bool { mode.starts(with: "100".utf8) }
    return (
      isFile(words[0]) && !before.isNull ? before : nil,
      isFile(words[1]) && !after.isNull ? after : nil, false
    )
  }
}
