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
    if !isDraft {
      try GitMergeDriver(in: project.folder).set(
        "assetbump", "asset versions, asset by asset", command: "assetbump merge %O %A %B")
    }
    lines.append(
      "  git merges it by assetbump merge in this clone; in another run assetbump init --git once")
    return lines
  }

  /// The contents of a file in the project; nil where there is none.
  private func contents(of file: BytePath) throws(FileError) -> [UInt8]? {
    guard try fileSystem.kind(of: file) != nil else { return nil }
    let top = try fileSystem.realPath(of: project.folder)
    guard try fileSystem.realPath(of: file).isBelow(top) else { throw FileError(file, .foreign) }
    return try fileSystem.read(file, limit: 1 << 20)
  }
}

extension MergeSetup.Failure: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .repository(let absence): "init --git: \(absence) - run git init first"
    case .attributes(let name):
      "init --git: \(name) cannot stand in .gitattributes as it is - write it there, with merge=assetbump"
    }
  }
}
