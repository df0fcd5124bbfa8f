import Disk
import Formats
import Site
import Values

/// The way back from the last write of a project, of whichever session.
public struct Undo: Equatable, Sendable {
  /// The files that change, in the order they are written.
  public let edits: [FileEdit]

  /// Finds the way back from the last write that is remembered.
  ///
  /// - Parameter memory: nil where there is no state folder.
  /// - Throws: ``UndoError`` where there is none, or something has changed since.
  public init(_ memory: WriteMemory?, on disk: some FileSystem) throws(UndoError) {
    guard let memory else { throw .noState }
    let writes: [RememberedWrite]
    do throws(FileError) {
      writes = try memory.remembered(on: disk)
    } catch {
      throw .unreadable(error)
    }
    var failure = UndoError.nothing
    for write in writes {
      do throws(UndoError) {
        edits = try Undo.edits(of: write, on: disk)
        return
      } catch {
        failure = error
      }
    }
    throw failure
  }

  /// The names of the files, the versions file last.
  public var names: [BytePath] { fileEdits.map(\.name) }

  /// The edits of files whose contents change.
  public var fileEdits: [FileEdit] { edits.filter { $0.before != $0.after } }

  /// Takes the write back, and forgets it.
  ///
  /// - Parameter lock: the project's, where the caller has it; else it is taken here.
  public func write(
    to disk: some FileSystem, under lock: WriteLock? = nil, at place: WritePlace? = nil,
    forgetting memory: WriteMemory?
  ) throws(WriteError) {
    guard let last = edits.last else { return }
    let place =
      place?.beside(last.path, named: last.name)
      ?? WritePlace(versions: last.path, name: last.name, state: memory?.state)
    let own = lock == nil ? try place.takeLock(on: disk) : nil
    defer { withExtendedLifetime(own) {} }
    try Transaction(edits, at: place).carryOut(on: disk)
    memory?.forget(on: disk)
  }

  private static func edits(
    of write: RememberedWrite, on disk: some FileSystem
  ) throws(UndoError) -> [FileEdit] {
    var edits: [FileEdit] = []
    for file in write.files {
      let now: [UInt8]
      do throws(FileError) {
        now = try disk.read(file.path, limit: VersionsDocument.largest)
      } catch {
        if error.reason == .notFound { throw .changed(file.name) }
        throw .unreadable(FileError(file.name, error.reason))
      }
      guard Digest.of(now) == file.after else { throw .changed(file.name) }
      guard let before = file.before else { throw .made(file.name) }
      edits.append(FileEdit(path: file.path, name: file.name, before: now, after: before))
    }
    return edits
  }
}

/// Why the last write is not taken back; nothing has changed then.
public enum UndoError: Error, Equatable, Sendable {
  /// No folder is known in which writes could be remembered.
  case noState
  /// No write of the project is remembered.
  case nothing
  /// No write is remembered in a folder that is no project.
  case nothingIn(BytePath)
  /// A file is no longer what the write made of it.
  case changed(BytePath)
  /// The write made a file: there are no contents to go back to.
  case made(BytePath)
  /// A file, or the memory of the write, could not be read.
  case unreadable(FileError)
}

extension UndoError: CustomStringConvertible {
  /// What stands in the way, and what to do.
  public var description: String {
    switch self {
    case .noState:
      "nothing to take back: neither XDG_STATE_HOME nor HOME names a folder, so no write is"
        + " remembered - set one of them"
    case .nothing:
      "nothing to take back: no write of this project is remembered, or it was taken back already"
    case .nothingIn(let folder):
      "nothing to take back in \(VisibleText.of(folder)): it is no project, and no write of assetbump stamp"
        + " is remembered there, or it was taken back already - name the folder that was written:"
        + " assetbump undo DIR"
    case .changed(let name):
      "not taken back: \(VisibleText.of(name)) changed on disk since it was written"
        + " (nothing changed) - put it back by hand, or from version control"
    case .made(let name):
      "nothing to take back to: the write made \(VisibleText.of(name)), remove it by hand"
    case .unreadable(let error):
      "not taken back: \(error) (nothing changed)\(error.reason.readAdvice)"
    }
  }
}
