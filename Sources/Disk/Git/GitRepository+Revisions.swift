import Values

extension GitRepository {
  /// The commit that a name leads to, as gitrevisions(7) has names; nil where there is none.
  public func commit(named name: String) throws(GitError) -> ObjectID? {
    // What begins with a dash would be an option.
    guard !name.isEmpty, !name.hasPrefix("-") else { return nil }
    let words = ["rev-parse", "--quiet", "--verify", name + "^{commit}"]
    guard let output = try answer(words.map { Array($0.utf8) }) else { return nil }
    return ObjectID(output.prefix { $0 != UInt8(ascii: "\n") })
  }

  /// The last tag on the way to HEAD; nil where there is none.
  public func lastTag() throws(GitError) -> String? {
    let words = ["describe", "--tags", "--abbrev=0", "HEAD"].map { Array($0.utf8) }
    guard let output = try answer(words), !output.isEmpty else { return nil }
    return String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// The last commit of the branch that changed a file, by its path from the top; nil where none did.
  public func lastCommit(changing path: BytePath) throws(GitError) -> ObjectID? {
    let words = ["rev-list", "--first-parent", "--max-count=1", "HEAD", "--"].map { Array($0.utf8) }
    let output = try GitProcess.output(in: folder, words + [up + path.bytes])
    return ObjectID(output.prefix { $0 != UInt8(ascii: "\n") })
  }

  /// The contents that a file has in a commit, by its path from the top; nil where there is no such file.
  public func contents(of path: BytePath, in commit: ObjectID) throws(GitError) -> [UInt8]? {
    let words = ["ls-tree", "--full-tree", "-z", commit.hex, "--"].map { Array($0.utf8) }
    let output = try GitProcess.output(in: folder, words + [path.bytes])
    // `MODE TYPE ID`, a tab, the path, a zero (git-ls-tree(1)).
    let fields = output.prefix { $0 != UInt8(ascii: "\t") }.split(separator: UInt8(ascii: " "))
    guard fields.count == 3, fields[0].starts(with: "100".utf8), let id = ObjectID(fields[2]) else {
      return nil
    }
    guard let contents = try objects().contents(of: id) else { throw .noObjects }
    return contents
  }

  /// The names of tags and branches, as git sorts them.
  public func names() throws(GitError) -> [String] {
    let words = ["for-each-ref", "--format=%(refname:short)", "refs/tags", "refs/heads"]
    return try GitProcess.output(in: folder, words.map { Array($0.utf8) })
      .split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What a command wrote; nil where it ended with an error.
  private func answer(_ arguments: [[UInt8]]) throws(GitError) -> [UInt8]? {
    do throws(GitError) {
      return try GitProcess.output(in: folder, arguments)
    } catch {
      guard case .failed = error else { throw error }
      return nil
    }
  }
}
