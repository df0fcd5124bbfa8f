extension CommitLog {
  /// The arguments of `git log` whose output ``init(parsing:)`` reads.
  ///
  /// One walk over all commits. `--sparse` and `--full-history` keep those that change nothing, so that
  /// parents are the real ones; `-m` compares a merge with each parent, and says which.
  static let arguments =
    form + ["--full-history", "--sparse", "--date-order", "HEAD"].map { Array($0.utf8) }

  /// The same for commits that are read from the input, and all their files.
  static let listArguments = form + ["--no-walk", "--stdin"].map { Array($0.utf8) }

  private static let form = [
    "log", "--pretty=short", "--no-abbrev", "--no-abbrev-commit", "--parents", "-m", "--raw", "-z",
    "--no-renames", "--no-relative", "--no-decorate", "--no-notes", "--no-show-signature",
    "--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules",
  ].map { Array($0.utf8) }

  /// Reads what git wrote: fields with a zero behind each.
  ///
  /// A commit's starts with the line `commit ID PARENT… (from PARENT)`, the last for a merge only, and
  /// goes on with author and subject, the first file behind them; a file's `:mode mode ID ID letter`, and its path
  /// in a field of its own (git-diff-tree(1), raw output format).
  init(parsing output: [UInt8]) throws(GitError) {
    self.init()
    var commit: (id: ObjectID, parent: Int)?
    var change: Change?
    for field in output.split(separator: 0, omittingEmptySubsequences: false) {
      if let known = change {
        guard let commit else { throw .unreadable }
        add(known, of: BytePath(bytes: Array(field)), in: commit.id, against: commit.parent)
        change = nil
      } else if field.first == UInt8(ascii: ":") {
        change = try Change(field)
      } else if !field.isEmpty {
        commit = try addCommit(field)
        // Its first file stands in the last line; those of the message are indented.
        let last = field.split(separator: 0x0A).last ?? []
        if last.first == UInt8(ascii: ":") { change = try Change(last) }
      }
    }
    if change != nil { throw .unreadable }
  }

  private mutating func addCommit(_ field: ArraySlice<UInt8>) throws(GitError) -> (ObjectID, Int) {
    let line = field.drop { $0 == 0x0A }.prefix { $0 != 0x0A }
    let words = line.split(separator: 0x20)
    guard words.count > 1, words[0].elementsEqual("commit".utf8), let id = ObjectID(words[1])
    else { throw .unreadable }
    let parents = words.dropFirst(2).prefix { ObjectID($0) != nil }
    let rest = words[parents.endIndex...]
    var from: ObjectID?
    if rest.first?.elementsEqual("(from".utf8) ?? false {
      from = rest.last.flatMap { ObjectID($0.dropLast()) }
    }
    let ids = parents.compactMap { ObjectID($0) }
    add(id, parents: ids)
    guard let from else { return (id, 0) }
    guard let index = commits[id]?.parents.firstIndex(of: from) else { throw .unreadable }
    return (id, index)
  }
}

extension CommitLog.Change {
  /// Reads `:100644 100644 ID ID M`; what is no regular file counts as none.
  fileprivate init(_ field: ArraySlice<UInt8>) throws(GitError) {
    let words = field.dropFirst().split(separator: 0x20)
    guard words.count == 5, let before = ObjectID(words[2]), let after = ObjectID(words[3]) else {
      throw .unreadable
    }
    func isFile(_ mode: ArraySlice<UInt8>) -> Bool { mode.starts(with: "100".utf8) }
    self.init(
      before: isFile(words[0]) && !before.isNull ? before : nil,
      after: isFile(words[1]) && !after.isNull ? after : nil)
  }
}
