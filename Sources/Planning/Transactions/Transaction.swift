import Disk
import Formats
import Values

/// A write over several files that is carried out whole or not at all, whatever happens meanwhile.
///
/// How, in this order; the caller has the lock (``WritePlace/takeLock(on:patience:)``):
/// 1. every file is compared with the contents that the edit was made from;
/// 2. a ``WriteSeal`` is put into the state folder, *preparing*, and the journal is written;
/// 3. beside each file its new contents are prepared, with owner and mode of the old, and the old ones
///    kept under a second name, all forced to the disk;
/// 4. the seal is written anew: *committing*;
/// 5. each file is compared once more and put in place, the versions file last;
/// 6. what was kept goes, then the journal, then the seal.
///
/// After a crash before 4 nothing was touched, and ``Repair`` takes the prepared files away; after it
/// everything is at hand, and it finishes the write. Where a step fails while the program lives, the
/// files put in place are put back (*undoing*) and nothing has changed. Where there is no place for a
/// seal nothing is begun: nobody could tell the journal from one that came with the project.
///
/// A write of one file needs no journal: ``FileSystem/replace(_:with:expecting:)`` is all or nothing
/// by itself. What a process that is killed in it leaves lying is a temporary file, which the next
/// start removes (``Repair``) where the state folder has its name.
public struct Transaction: Sendable {
  let place: WritePlace
  let edits: [FileEdit]

  /// Makes a write of edits, the versions file's last; those that change nothing are left out.
  public init(_ edits: [FileEdit], at place: WritePlace) {
    self.edits = edits.filter { $0.before != $0.after }
    self.place = place
  }

  /// Carries the write out; the caller has the lock.
  ///
  /// - Throws: ``WriteError``; nothing has changed then, but for ``WriteError/halted(_:_:journal:)``.
  public func carryOut(on disk: some FileSystem) throws(WriteError) {
    if edits.isEmpty { return }
    do throws(FileError) {
      if try place.hasJournal(on: disk) { throw FileError(place.journal, .exists) }
    } catch {
      if error.reason == .exists { throw .unfinished(place.journalName) }
      throw .file(place.name, error.reason)
    }
    let targets = try targets(on: disk)
    if edits.count == 1 {
      try confirm(edits[0], targets[0], on: disk)
      return try replace(edits[0], targets[0], on: disk)
    }
    for (edit, target) in zip(edits, targets) { try confirm(edit, target, on: disk) }
    try run(targets, on: disk)
  }

  /// Makes sure of what can be made sure of before the write: nothing of an earlier one is in the way,
  /// every file may be written and is as it was read, and there is a place for the seal.
  ///
  /// - Throws: what ``carryOut(on:)`` would throw.
  public func rehearse(on disk: some FileSystem) throws(WriteError) {
    let targets = try targets(on: disk)
    for (edit, target) in zip(edits, targets) { try confirm(edit, target, on: disk) }
    guard edits.count > 1 else { return }
    do throws(WriteSeal.Fault) {
      _ = try WriteSeal(of: place, on: disk)
    } catch {
      throw .state(error.description)
    }
  }

  private func replace(
    _ edit: FileEdit, _ target: BytePath, on disk: some FileSystem
  ) throws(WriteError) {
    let seal = try? WriteSeal(of: place, on: disk)
    let temporary = seal?.drawTemporary(beside: target, on: disk)
    defer { seal?.removeTemporary(on: disk) }
    do throws(FileError) {
      try disk.replace(edit.path, with: edit.after, expecting: edit.before, through: temporary)
    } catch {
      throw WriteError(error.reason, edit.name)
    }
  }

  /// The files themselves, links followed.
  private func targets(on disk: some FileSystem) throws(WriteError) -> [BytePath] {
    var names: [BytePath: BytePath] = [:]
    var targets: [BytePath] = []
    let project: BytePath
    do throws(FileError) {
      project = try disk.realPath(of: place.project)
    } catch {
      throw .file(place.name, error.reason)
    }
    for edit in edits {
      do throws(FileError) {
        targets.append(try disk.target(of: edit.path))
      } catch {
        throw .file(edit.name, error.reason)
      }
      guard place.allows(targets[targets.count - 1], in: project) else {
        throw .outside(edit.name, targets[targets.count - 1])
      }
      if let other = names.updateValue(edit.name, forKey: targets[targets.count - 1]) {
        throw .oneFile(other, edit.name)
      }
    }
    return targets
  }

  /// Makes sure that a file has the contents that its edit was made from.
  private func confirm(
    _ edit: FileEdit, _ target: BytePath, on disk: some FileSystem
  ) throws(WriteError) {
    do throws(FileError) {
      try disk.confirmReplaceable(target)
      try Transaction.compare(edit, target, on: disk)
    } catch {
      throw WriteError(error.reason, edit.name)
    }
  }

  private static func compare(
    _ edit: FileEdit, _ target: BytePath, on disk: some FileSystem
  ) throws(FileError) {
    guard let before = edit.before else {
      if try disk.kind(of: target) != nil { throw FileError(target, .exists) }
      return
    }
    do throws(FileError) {
      if try disk.read(target, limit: before.count) == before { return }
    } catch {
      switch error.reason {
      case .notFound, .tooLarge: break
      default: throw error
      }
    }
    throw FileError(target, .changed)
  }

  private func run<Disk: FileSystem>(
    _ targets: [BytePath], on disk: Disk
  ) throws(WriteError) {
    // What the error is about: the versions file where it is none of the edits.
    var name = place.name
    var run = try begin(targets, on: disk)
    do throws(FileError) {
      for (index, edit) in edits.enumerated() {
        name = edit.name
        try prepare(edit, index, run)
      }
      name = place.name
      try run.syncFolders()
    } catch {
      // Nothing was touched; what cannot be taken away now is at the next start.
      try? run.clear()
      throw WriteError(error.reason, name)
    }
    do throws(FileError) {
      try run.enter(.committing)
    } catch {
      try? run.clear()
      throw .state(error.description)
    }
    try commit(run)
  }

  /// Puts the seal into the state folder, and writes the journal.
  private func begin<Disk: FileSystem>(
    _ targets: [BytePath], on disk: Disk
  ) throws(WriteError) -> JournalRun<Disk> {
    let seal: WriteSeal
    do throws(WriteSeal.Fault) {
      seal = try WriteSeal(of: place, on: disk)
    } catch {
      throw .state(error.description)
    }
    let folder = seal.journal.folder
    let run = JournalRun(
      journal(targets, seenFrom: folder), in: folder, sealedBy: seal, at: place, on: disk,
      state: .preparing)
    do throws(FileError) {
      try seal.write(.preparing, of: run.contents, on: disk)
    } catch {
      throw .state(error.description)
    }
    let temporary = seal.drawTemporary(beside: seal.journal, on: disk)
    defer { seal.removeTemporary(on: disk) }
    do throws(FileError) {
      if let temporary {
        // Where nothing can be taken away the journal would stay for ever.
        let path = folder.appending(temporary)
        try disk.preparePrivate(path, with: [])
        try disk.removeFile(path)
      }
      try disk.replace(place.journal, with: run.contents, expecting: nil, through: temporary)
    } catch {
      throw WriteError(error.reason, place.name)
    }
    return run
  }

  private func prepare<Disk: FileSystem>(
    _ edit: FileEdit, _ index: Int, _ run: JournalRun<Disk>
  ) throws(FileError) {
    let (target, kept) = (run.targets[index], run.kept(index))
    let model = edit.before == nil ? nil : target
    try run.disk.prepare(run.prepared(index), with: edit.after, like: model)
    guard let before = edit.before else { return }
    do throws(FileError) {
      try run.disk.link(target, as: kept)
    } catch {
      // vfat has no second names, and a file mounted by itself is another device's.
      try run.disk.prepare(kept, with: before, like: target)
    }
  }

  private func commit<Disk: FileSystem>(_ run: JournalRun<Disk>) throws(WriteError) {
    var run = run
    var name = place.name
    do throws(FileError) {
      try run.finish { (index) throws(FileError) in
        name = edits[index].name
        try Transaction.compare(edits[index], run.targets[index], on: run.disk)
      }
    } catch {
      do throws(FileError) {
        try run.enter(.undoing)
        try run.undo()
        try run.clear()
      } catch let second {
        throw .halted(name, second.reason, journal: place.journalName)
      }
      throw WriteError(error.reason, name)
    }
    // The write is done: what cannot be taken away now is at the next start.
    try? run.clear()
  }

  /// The record of the write, before anything is prepared.
  private func journal(_ targets: [BytePath], seenFrom folder: BytePath) -> Journal {
    let files = zip(edits, targets).map { edit, target in
      Journal.File(
        name: edit.name, target: target.relative(to: folder) ?? target,
        old: edit.before.map { Digest.of($0) }, new: Digest.of(edit.after))
    }
    return Journal(id: Journal.newID(), files: files)
  }
}
