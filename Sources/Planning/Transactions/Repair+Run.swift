import Disk
import Values

extension Repair {
  /// Carries out what a journal of the user's own says.
  static func run<Disk: FileSystem>(
    _ journal: Journal, _ state: WriteSeal.State, at place: WritePlace, on disk: Disk,
    preferring direction: Direction
  ) throws(RepairError) -> Report {
    guard let seal = try? WriteSeal(of: place, on: disk) else { throw .foreign(place.journalName) }
    var run = JournalRun(
      journal, in: seal.journal.folder, sealedBy: seal, at: place, on: disk, state: state)
    var report = Report(direction: .undo, names: journal.files.map(\.name))
    var isComplete = false
    if state != .preparing {
      let finding = try Finding(run)
      report.direction = try finding.way(
        in: state, preferring: direction, journal: place.journalName)
      isComplete = finding.isComplete
      report.edited = finding.edited
    }
    do throws(FileError) {
      switch report.direction {
      case _ where state == .preparing: break
      case .finish where isComplete: try run.syncFolders()
      case .finish: try run.finish()
      case .undo:
        try run.enter(.undoing)
        try run.undo()
      }
      try run.clear()
    } catch {
      throw .file(place.name, error.reason)
    }
    return report
  }

  /// What the files of an interrupted write allow.
  private struct Finding {
    /// The files that somebody edited since.
    var edited: [BytePath] = []
    /// The first file whose new contents are wanted and gone.
    var unprepared: BytePath?
    /// The first file whose old contents are wanted and gone.
    var unkept: BytePath?
    /// Whether every file was put in place; what differs now was edited after the write.
    ///
    /// The versions file, which comes last, is the new one, and nothing is prepared any more.
    private(set) var isComplete: Bool

    init<Disk: FileSystem>(_ run: JournalRun<Disk>) throws(RepairError) {
      isComplete = run.state == .committing
      for (index, file) in run.journal.files.enumerated() {
        do throws(FileError) {
          try take(file, index, of: run)
        } catch {
          throw .file(file.name, error.reason)
        }
      }
    }

    private mutating func take<Disk: FileSystem>(
      _ file: Journal.File, _ index: Int, of run: JournalRun<Disk>
    ) throws(FileError) {
      let standing = try run.standing(index)
      let isPrepared = try run.digest(of: run.prepared(index)) == file.new
      let isLast = index == run.journal.files.count - 1
      if isPrepared || isLast && standing != .new { isComplete = false }
      switch standing {
      case .old:
        if !isPrepared {
          unprepared = unprepared ?? file.name
        }
      case .new:
        if file.old != nil, try run.digest(of: run.kept(index)) != file.old {
          unkept = unkept ?? file.name
        }
      case .edited: edited.append(file.name)
      }
    }

    /// Which way is open, the one preferred first.
    func way(
      in state: WriteSeal.State, preferring direction: Direction, journal: BytePath
    ) throws(RepairError) -> Direction {
      // Taking back leaves an edited file as it is; the person must have asked for it, or the write
      // itself have met the edit.
      let isAsked = direction == .undo || state == .undoing
      let mayFinish = isComplete || edited.isEmpty && unprepared == nil
      let mayUndo = unkept == nil && (isAsked || edited.isEmpty)
      if isAsked && mayUndo { return .undo }
      if mayFinish { return .finish }
      if mayUndo { return .undo }
      // To have the rest taken back is no way out either.
      if let unkept { throw .lost(unprepared ?? unkept, journal) }
      throw .edited(edited)
    }
  }
}
