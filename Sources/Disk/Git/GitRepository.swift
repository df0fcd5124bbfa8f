import Values

/// A repository that is read by the program `git`.
///
/// Nothing is run by it but git: no filter, hook, helper or pager, whatever the repository's configuration
/// and attributes name, for both may have come with the project. Objects are read as git keeps them, and
/// what a checkout makes of them is told as far as that needs no filter.
public struct GitRepository: Repository {
  /// The project's folder, absolute.
  let folder: BytePath
  /// Where the project's folder lies in the repository.
  public let prefix: BytePath
  /// Whether its history is cut off.
  public let isShallow: Bool

  /// Why a folder has no history.
  public enum Absence: Error, Equatable, Sendable {
    /// The program cannot be run.
    case git(GitError)
    /// The folder is in no repository.
    case noRepository
    /// The folder is in a bare repository, or in `.git` itself.
    case noWorkTree
    /// Nothing was committed yet.
    case noCommit
  }

  /// Opens the repository around a folder, absolute.
  public init(around folder: BytePath) throws(Absence) {
    self.folder = folder
    let words = ["rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix"]
    let output: [UInt8]
    do throws(GitError) {
      output = try GitProcess.output(in: folder, words.map { Array($0.utf8) })
    } catch {
      if case .failed(let words) = error {
        if words.contains("not a git repository") { throw .noRepository }
        if words.contains("must be run in a work tree") { throw .noWorkTree }
      }
      throw .git(error)
    }
    let lines = output.split(
      separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count == 3, lines[0].elementsEqual("true".utf8) else { throw .noWorkTree }
    isShallow = lines[1].elementsEqual("true".utf8)
    // A folder's name may hold line feeds; one stands behind it all, and a slash before that.
    let path = lines[2].dropLast(2)
    prefix = path.isEmpty ? "." : BytePath(bytes: Array(path))
    let verify = ["rev-parse", "--quiet", "--verify", "HEAD^{commit}"].map { Array($0.utf8) }
    guard (try? GitProcess.output(in: folder, verify)) != nil else { throw .noCommit }
  }

  /// Those that the file `shallow` beside the objects lists (gitrepository-layout(5)).
  public func shallowCommits() throws(GitError) -> Set<ObjectID> {
    guard isShallow else { return [] }
    // A commit that history is cut off at has parents in its object, and none in the log.
    let graph = try GitProcess.output(
      in: folder, ["rev-list", "--first-parent", "--max-parents=0", "HEAD"].map { Array($0.utf8) })
    let reader = try objects()
    var commits: Set<ObjectID> = []
    for line in graph.split(separator: UInt8(ascii: "\n")) {
      guard let id = ObjectID(line), let text = try reader.contents(of: id) else { continue }
      let head = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .prefix { !$0.isEmpty }
      if head.contains(where: { $0.starts(with: "parent ".utf8) }) { commits.insert(id) }
    }
    return commits
  }

  /// One `git log` over the branch.
  ///
  /// For each commit git holds each name of the folders that changed against each path that it was told:
  /// of more than a few paths it is told their folders.
  public func log(of paths: [BytePath]) throws(GitError) -> CommitLog {
    var parser = CommitLogParser(keeping: Set(paths))
    let told = paths.count > Self.fewPaths ? Self.folders(of: paths) : paths
    try GitProcess.run(in: folder, CommitLog.arguments + arguments(for: told)) {
      (block) throws(GitError) in try parser.take(block)
    }
    return try parser.finish()
  }

  /// The number of paths that git is told by name.
  private static let fewPaths = 16

  /// Few folders that hold some files: their own, else those at the top; none where git shall speak of all.
  private static func folders(of paths: [BytePath]) -> [BytePath] {
    let own = Set(paths.map(\.folder))
    if own.count <= fewPaths { return own.contains(".") ? [] : own.sorted() }
    let tops = Set(
      own.map { BytePath(bytes: Array($0.bytes.prefix { $0 != BytePath.slash })) })
    return tops.count > fewPaths || tops.contains(".") ? [] : tops.sorted()
  }

  /// One `git log` that reads the commits, and walks to no other.
  public func changes(in commits: [ObjectID]) throws(GitError) -> CommitLog {
    guard !commits.isEmpty else { return CommitLog() }
    let input = commits.flatMap { Array("\($0.hex)\n".utf8) }
    return try CommitLog(
      parsing: GitProcess.output(in: folder, CommitLog.listArguments, input: input))
  }

  /// One `git ls-files`.
  public func submodules() throws(GitError) -> [BytePath] {
    let words = ["ls-files", "--stage", "--full-name", "-z"].map { Array($0.utf8) }
    return try GitProcess.output(in: folder, words).split(separator: 0).compactMap { row in
      guard row.starts(with: "160000 ".utf8), let tab = row.firstIndex(of: UInt8(ascii: "\t"))
      else { return nil }
      return BytePath(bytes: Array(row[(tab + 1)...]))
    }
  }

  /// One `git cat-file --batch`, and one `git check-attr` where it is asked for.
  public func objects() throws(GitError) -> any ObjectReader {
    GitObjectReader(in: folder, up: up)
  }

  /// Paths as arguments, counted from the top; none where they are too many for a command line, so that
  /// the command speaks of all files.
  private func arguments(for paths: [BytePath]) -> [[UInt8]] {
    // Linux takes two megabytes with the environment, other systems a quarter of one.
    let size = paths.reduce(0) { $0 + $1.bytes.count + 16 }
    guard size < 120_000, !paths.isEmpty else { return [] }
    return [Array("--".utf8)] + paths.map { up + $0.bytes }
  }

  /// The way from the project's folder to the top of the repository.
  var up: [UInt8] {
    let steps = prefix == "." ? [] : prefix.bytes.split(separator: BytePath.slash)
    return Array(steps.map { _ in "../" }.joined().utf8)
  }
}

extension GitRepository.Absence: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .git(let error): error.description
    case .noRepository: "there is no git repository"
    case .noWorkTree: "the git repository has no work tree here"
    case .noCommit: "nothing is committed yet"
    }
  }
}
