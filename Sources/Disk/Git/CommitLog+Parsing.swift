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

  /// Reads what git wrote.
  init(parsing output: [UInt8]) throws(GitError) {
    var parser = CommitLogParser()
    try parser.take(output)
    self = try parser.finish()
  }
}
