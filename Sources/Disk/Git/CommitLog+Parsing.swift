import Values

extension CommitLog {
  /// The arguments of `git log` whose output ``init(parsing:)`` reads: the branch of HEAD.
  static let arguments = form + [Array("HEAD".utf8)]

  /// The same for commits that are read from the input, and all their files.
  static let listArguments = form + ["--no-walk=unsorted", "--stdin"].map { Array($0.utf8) }

  private static let form = [
    "log", "--first-parent", "-m", "--pretty=tformat:commit %H", "--no-abbrev", "--raw", "-z",
    "--no-renames", "--no-relative", "--no-decorate", "--no-notes", "--no-show-signature",
    "--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty",
  ].map { Array($0.utf8) }

  /// Reads what git wrote: fields with a zero behind each.
  ///
  /// A commit's is `commit ID`; a file's `:mode mode ID ID letter`, and its path in a field of its own
  /// (git-diff-tree(1), raw output format). A line feed may stand between the two.
  init(parsing output: [UInt8]) throws(GitError) {
    self.init()
    var change: (before: ObjectID?, after: ObjectID?, isLink: Bool)?
    for field in output.split(separator: 0, omittingEmptySubsequences: false) {
      if let known = change {
        guard !field.isEmpty, !commits.isEmpty else { throw .unreadable }
        let path = BytePath(bytes: Array(field))
        if known.isLink {
          addLink(path, to: known.after)
        } else {
          add(path, from: known.before, to: known.after)
        }
        change = nil
        continue
      }
      for line in field.split(separator: 0x0A) {
        if line.first == UInt8(ascii: ":") {
          change = try Self.change(line)
        } else if line.starts(with: "commit ".utf8), let id = ObjectID(line.dropFirst(7)) {
          add(id)
        } else {
          throw .unreadable
        }
      }
    }
    if change != nil { throw .unreadable }
  }

  /// Reads `:100644 100644 ID ID M`; what is no regular file counts as none, and 160000 is the commit that
  /// a submodule is at.
  private static func change(
    _ line: ArraySlice<UInt8>
  ) throws(GitError) -> (before: ObjectID?, after: ObjectID?, isLink: Bool) {
    let words = line.dropFirst().split(separator: 0x20)
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
