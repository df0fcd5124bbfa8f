import Values

/// What git needs to merge a file by a program of its own (gitattributes(5), `merge`).
public struct GitMergeDriver: Sendable {
  /// The folder of a work tree.
  let folder: BytePath

  /// Takes the work tree around a folder, absolute.
  public init(in folder: BytePath) { self.folder = folder }

  /// The command that git has for a driver, from wherever it is configured; nil where there is none.
  public func command(of name: String) throws(GitError) -> String? {
    do throws(GitError) {
      let output = try GitProcess.output(
        in: folder, ["config", "--null", "--get", "merge.\(name).driver"].map { Array($0.utf8) })
      return String(decoding: output.prefix { $0 != 0 }, as: UTF8.self)
    } catch {
      // Without a value it says nothing.
      guard case .failed("") = error else { throw error }
      return nil
    }
  }

  /// The variables by which the environment leads git to a repository, as git names them; what adds to its
  /// configuration is none.
  public func leadingVariables() throws(GitError) -> [String] {
    try GitProcess.output(in: folder, ["rev-parse", "--local-env-vars"].map { Array($0.utf8) })
      .split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
      .filter { !$0.hasPrefix("GIT_CONFIG_") }
  }

  /// Tells the clone's own configuration the program.
  ///
  /// - Parameters:
  ///   - name: the driver's name in `.gitattributes`.
  ///   - words: what it is called for a person.
  ///   - command: the command, with git's `%O`, `%A` and `%B`.
  public func set(_ name: String, _ words: String, command: String) throws(GitError) {
    for (key, value) in [("name", words), ("driver", command)] {
      _ = try GitProcess.output(
        in: folder,
        ["config", "--local", "merge.\(name).\(key)", value].map { Array($0.utf8) })
    }
  }

  /// Leaves both sides of lines that differ in a file, between git's marks.
  ///
  /// - Parameters:
  ///   - ours: the file that is merged into, and written.
  ///   - base: the file where the branches part.
  ///   - theirs: the file of the other branch.
  public func mark(_ ours: BytePath, base: BytePath, theirs: BytePath) throws(GitError) {
    let labels = ["merge-file", "-L", "ours", "-L", "base", "-L", "theirs", "--"]
    do throws(GitError) {
      _ = try GitProcess.output(
        in: folder, labels.map { Array($0.utf8) } + [ours, base, theirs].map(\.bytes))
    } catch {
      // It ends with the number of conflicts, and says nothing.
      guard case .failed("") = error else { throw error }
    }
  }
}
