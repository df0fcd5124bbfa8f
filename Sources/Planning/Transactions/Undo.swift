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
