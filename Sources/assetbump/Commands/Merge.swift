import ArgumentParser
import Disk
import Site
import Values

/// Merges two versions files, for git.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge two versions files, for git: what assetbump init --git sets up.",
    discussion: """
      Of each asset what one branch changed is taken. Where both gave an asset other tokens, the file \
      keeps both lines between git's marks, and git calls it a conflict.

      Examples:
        assetbump merge base.json asset-versions.json theirs.json
        assetbump merge %O %A %B   as git's merge driver
      """)

  @Argument(help: ArgumentHelp("The file where the branches part (%O).", valueName: "base"))
  var base: String

  @Argument(help: ArgumentHelp("The file to merge into (%A).", valueName: "ours"))
  var ours: String

  @Argument(help: ArgumentHelp("The file of the other branch (%B).", valueName: "theirs"))
  var theirs: String

  func run() throws {
    try reportingErrors {
      let disk = DiskFileSystem()
      let here = try WorkingFolder.path()
      let paths = [base, ours, theirs].map { here.appending(BytePath($0)).normalized }
      let contents = try paths.map { try disk.read($0, limit: VersionsDocument.largest) }
      let driver = GitMergeDriver(in: here)
      let files: [VersionsFile]
      do throws(VersionsError) {
        files = try Self.files(contents, names: [base, ours, theirs])
      } catch {
        StandardError.print("assetbump: not merged: \(error)")
        try driver.mark(paths[1], base: paths[0], theirs: paths[2])
        throw ExitCode.finding
      }
      let merge = VersionsMerge(base: files[0], ours: files[1], theirs: files[2])
      if merge.isComplete {
        return try disk.replace(
          paths[1], with: merge.file.canonicalBytes, expecting: contents[1])
      }
      for id in merge.conflicts {
        let tokens = [files[1], files[2]].map { $0[id]?.token.text ?? "no record" }
        StandardError.print(
          "assetbump: \(id.description): both sides changed it: \(tokens[0]) here, \(tokens[1]) there"
        )
      }
      try driver.mark(paths[1], base: paths[0], theirs: paths[2])
      throw ExitCode.finding
    }
  }

  /// The files; an empty one is none.
  private static func files(
    _ contents: [[UInt8]], names: [String]
  ) throws(VersionsError) -> [VersionsFile] {
    var files: [VersionsFile] = []
    for (bytes, name) in zip(contents, names) {
      files.append(
        bytes.isEmpty ? VersionsFile() : try VersionsFile(parsing: bytes, name: name))
    }
    return files
  }
}
