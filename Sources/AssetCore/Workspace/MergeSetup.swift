import Disk
import Site
import Values

/// Lets git merge the versions file by this program.
public struct MergeSetup {
  let project: Project
  let fileSystem: any FileSystem

  /// Prepares it for a project.
  public init(of project: Project, on fileSystem: any FileSystem) {
    self.project = project
    self.fileSystem = fileSystem
  }

  /// Why git is not told.
  public enum Failure: Error, Equatable, Sendable {
    /// There is no work tree.
    case repository(GitRepository.Absence)
    /// The name of the versions file cannot stand in `.gitattributes`, or the file is no plain file.
    case attributes(String)
    /// `.gitattributes` is a symbolic link.
    case link
  }

  /// Writes a line to `.gitattributes`, and the command to this clone's configuration.
  ///
  /// - Returns: a line for each, for a person.
  /// - Throws: ``Failure``, ``GitError`` or ``FileError``.
  public func run(isDraft: Bool) throws -> [String] {
    do throws(GitRepository.Absence) {
      _ = try GitRepository(around: project.folder)
    } catch {
      if error != .noCommit { throw Failure.repository(error) }
    }
    let name = project.settings.versions
    let isPlain = name.bytes.allSatisfy {
      $0 > 0x20 && $0 < 0x7F && !"*?[]\\\"!#".utf8.contains($0)
    }
    guard isPlain else { throw Failure.attributes(VisibleText.of(name)) }
    var lines: [String] = []
    let line = "/\(VisibleText.of(name)) merge=assetbump"
    let file = project.folder.appending(".gitattributes")
    let before = try contents(of: file)
    let driver = GitMergeDriver(in: project.folder)
    let other = try driver.command(of: "assetbump").flatMap { $0 == Self.command ? nil : $0 }
    let known = (before ?? []).split(separator: UInt8(ascii: "\n")).contains {
      $0.elementsEqual(line.utf8)
    }
    if known {
      lines.append("kept .gitattributes")
    } else {
      var after = before ?? []
      if let last = after.last, last != UInt8(ascii: "\n") { after.append(UInt8(ascii: "\n")) }
      after += Array("\(line)\n".utf8)
      if !isDraft { try fileSystem.replace(file, with: after, expecting: before) }
      lines.append("wrote .gitattributes: \(line)")
    }
    if let other {
      return lines + [
        "  left merge.assetbump.driver as it is: \(VisibleText.of(BytePath(other)))"
          + " - git config merge.assetbump.driver '\(Self.command)' lets git merge by assetbump"
      ]
    }
    if !isDraft {
      try driver.set("assetbump", "asset versions, asset by asset", command: Self.command)
    }
    lines.append(
      "  git merges it by assetbump merge in this clone; in another run assetbump init --git once")
    return lines
  }

  private static let command = "assetbump merge %O %A %B"

  /// Whether the name of a file in the project is a link's, to nothing perhaps.
  private func isLink(_ file: BytePath) throws(FileError) -> Bool {
    let real = try fileSystem.realPath(of: file.folder).appending(BytePath(bytes: Array(file.name)))
    do throws(FileError) {
      return try fileSystem.target(of: real) != real
    } catch {
      switch error.reason {
      case .notFound, .linkLoop: return true
      default: throw error
      }
    }
  }

  /// The contents of a file in the project; nil where there is none.
  private func contents(of file: BytePath) throws -> [UInt8]? {
    if try isLink(file) { throw Failure.link }
    guard try fileSystem.kind(of: file) != nil else { return nil }
    return try fileSystem.read(file, limit: 1 << 20)
  }
}

extension MergeSetup.Failure: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .repository(let absence): "init --git: \(absence) - run git init first"
    case .link:
      "init --git: .gitattributes is a symbolic link, which git does not follow - put a regular file there"
    case .attributes(let name):
      "init --git: \(name) cannot stand in .gitattributes as it is - write it there, with merge=assetbump"
    }
  }
}
