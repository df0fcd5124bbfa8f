import Disk
import Formats
import Site
import Values

/// The way out of an interrupted write that is not known as the user's own: what would be put back.
///
/// A journal that came with a project may say anything. What is done by it is done only to files that lie
/// in the project, outside `.git`, that its settings name, and only where the file has the contents that
/// the journal calls new, and the file beside it, whose name is computed, those that it calls old. A file
/// that the write made is left. All else that is taken away is what lies beside such a file under a
/// computed name with the contents that the journal tells of, and the journal.
public struct ForeignUndo: Equatable, Sendable {
  /// The files that would be put back.
  public private(set) var edits: [FileEdit] = []
  /// The files that are left as they are, and why.
  public private(set) var left: [Left] = []
  /// The files that would be taken away, the journal last.
  public private(set) var removed: [BytePath] = []
  /// The journal as seen from the project's folder.
  public let journal: BytePath

  /// A file that is left.
  public struct Left: Equatable, Sendable {
    /// The file as the journal names it.
    public var name: BytePath
    /// Why.
    public var reason: Reason
  }

  /// Why a file is left.
  public enum Reason: Equatable, Sendable {
    /// It does not lie in the project, or git has it for itself.
    case outside
    /// The settings do not name it.
    case unnamed
    /// It has neither the old nor the new contents.
    case edited
    /// The old contents are not kept.
    case lost
    /// The write made it.
    case made
  }

  /// Looks at what lies in the place of a project's journal, changing nothing.
  ///
  /// - Throws: ``ForeignUndoError`` where no foreign journal lies there, or a file cannot be read.
  public init(
    of project: Project, at place: WritePlace, on disk: some FileSystem
  ) throws(ForeignUndoError) {
    journal = place.journalName
    let finding: JournalFinding?
    do throws(RepairError) {
      finding = try place.finding(on: disk)
      if case .foreign(let journal) = finding {
        try planUndo(journal, of: project, at: place, on: disk)
      }
    } catch {
      throw .repair(error)
    }
    if finding == nil { throw .nothing }
    if case .own = finding { throw .own(place.journalName) }
    removed.append(place.journalName)
  }

  private mutating func planUndo(
    _ journal: Journal, of project: Project, at place: WritePlace, on disk: some FileSystem
  ) throws(RepairError) {
    let names = SettingsNames(of: project)
    var seen: Set<BytePath> = []
    for (index, file) in journal.files.enumerated() where seen.insert(file.name).inserted {
      do throws(FileError) {
        let folder = try disk.realPath(of: project.folder)
        let target = folder.appending(file.name)
        guard file.name.isInsideProject, try disk.target(of: target) == target else {
          left.append(Left(name: file.name, reason: .outside))
          continue
        }
        guard names.contains(file.name) else {
          left.append(Left(name: file.name, reason: .unnamed))
          continue
        }
        try planUndo(
          file, journal.kept(index, beside: file.name).normalized, below: folder, on: disk)
        let aside = [
          (journal.prepared(index, beside: file.name).normalized, Optional(file.new)),
          (journal.kept(index, beside: file.name).normalized, file.old),
        ]
        for (name, digest) in aside {
          if let digest, try Self.contents(of: folder.appending(name), digest, on: disk) != nil {
            removed.append(name)
          }
        }
      } catch {
        if error.reason == .notFound || error.reason == .notFolder {
          left.append(Left(name: file.name, reason: .edited))
        } else {
          throw .file(file.name, error.reason)
        }
      }
    }
  }

  private mutating func planUndo(
    _ file: Journal.File, _ kept: BytePath, below folder: BytePath, on disk: some FileSystem
  ) throws(FileError) {
    let target = folder.appending(file.name)
    if let old = file.old, try Self.contents(of: target, old, on: disk) != nil { return }
    guard let new = try Self.contents(of: target, file.new, on: disk) else {
      if file.old != nil { left.append(Left(name: file.name, reason: .edited)) }
      return
    }
    guard let old = file.old else {
      left.append(Left(name: file.name, reason: .made))
      return
    }
    guard let before = try Self.contents(of: folder.appending(kept), old, on: disk) else {
      left.append(Left(name: file.name, reason: .lost))
      return
    }
    edits.append(FileEdit(path: target, name: file.name, before: new, after: before))
  }

  /// The contents of a file that is no link and has a digest; nil where it is another.
  private static func contents(
    of path: BytePath, _ digest: Digest, on disk: some FileSystem
  ) throws(FileError) -> [UInt8]? {
    do throws(FileError) {
      guard try disk.target(of: path) == path else { return nil }
      let contents = try disk.read(path, limit: VersionsDocument.largest)
      return Digest.of(contents) == digest ? contents : nil
    } catch {
      switch error.reason {
      case .notFound, .notFile, .tooLarge: return nil
      default: throw error
      }
    }
  }

  /// Puts the files back, one after the other, and takes away what was put aside and the journal.
  ///
  /// Where it ends early the journal stays, and what was put back needs it no more.
  public func write(at place: WritePlace, on disk: some FileSystem) throws(WriteError) {
    for edit in edits {
      do throws(FileError) {
        try disk.replace(edit.path, with: edit.after, expecting: edit.before)
      } catch {
        throw WriteError(error.reason, edit.name)
      }
    }
    for name in removed {
      do throws(FileError) {
        try disk.removeFile(place.project.appending(name))
      } catch {
        throw WriteError(error.reason, name)
      }
    }
  }
}

extension ForeignUndo.Left: CustomStringConvertible {
  /// `left as it is: a.html: it has changed since`.
  public var description: String { "left as it is: \(VisibleText.of(name)): \(reason)" }
}

extension ForeignUndo.Reason: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .outside: "it does not lie in the project by its plain name, or is git's own"
    case .unnamed: "the settings do not name it"
    case .edited: "it has other contents than the write gave it"
    case .lost: "its old contents are not there"
    case .made: "the write made it - remove it by hand where it is not wanted"
    }
  }
}
