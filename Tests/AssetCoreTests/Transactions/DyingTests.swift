import TestSupport
import Testing
import Values

@testable import Planning

/// A program that dies at any moment leaves a write that the next one finishes, or that never was.
@Suite("A write that dies")
struct DyingTests {
  /// The number of operations of a write that nothing happens to.
  private func operations(files: Int) throws -> Int {
    let site = Site(files: files)
    let disk = DyingFileSystem(site.disk)
    try site.transaction(from: 1, to: 2).carryOut(on: disk)
    site.expectOne(of: [2], "nothing happened")
    return disk.operations
  }

  /// A program that writes and dies.
  private func write(_ site: Site, dyingAt last: Int, _ death: DyingFileSystem.Death) {
    let disk = DyingFileSystem(site.disk, dyingAt: last, death)
    let start = try? Site.place.start(on: disk)
    if start != nil { try? site.transaction(from: 1, to: 2).carryOut(on: disk) }
    #expect(disk.isDead)
    withExtendedLifetime(start) {}
  }

  /// The next program, which may die too; gives whether it did.
  private func repair(
    _ site: Site, dyingAt last: Int, _ death: DyingFileSystem.Death,
    preferring direction: Repair.Direction = .finish
  ) -> Bool {
    let disk = DyingFileSystem(site.disk, dyingAt: last, death)
    _ = try? Site.place.start(on: disk, preferring: direction, patience: 0)
    return disk.isDead
  }

  @Test("at any operation of 30 files: all are old or all new after the next start")
  func anyOperation() throws {
    let count = try operations(files: 30)
    #expect(count > 30 * 4)
    var ends: Set<Set<String>> = []
    for death in DyingFileSystem.Death.allCases {
      // One more: the lock is taken first.
      for last in 1...(count + 1) {
        let site = Site(files: 30)
        write(site, dyingAt: last, death)
        let isUnfinished = try site.disk.kind(of: Site.place.journal) != nil
        // A command that only reads sees it, and changes nothing.
        let before = site.everything
        #expect(
          (failure(RepairError.self) { () throws(RepairError) in
            try Site.place.confirmFinished(on: site.disk)
          })
            == (isUnfinished
              ? .unfinished("asset-versions.json", ".asset-versions.json.journal") : nil))
        #expect(site.everything == before)
        let start = try Site.place.start(on: site.disk)
        #expect((start.report != nil) == isUnfinished)
        if let report = start.report {
          let isNew = site.releases == ["release 2\n"]
          #expect(report == .init(direction: isNew ? .finish : .undo, names: site.names))
        }
        site.expectOne(of: [1, 2], "\(death) \(last)")
        ends.insert(site.releases)
        guard last.isMultiple(of: 10) else { continue }
        // And whatever was left hinders nobody.
        let release = site.releases == ["release 2\n"] ? 2 : 1
        try site.transaction(from: release, to: 3).carryOut(on: site.disk)
        site.expectOne(of: [3], "\(death) \(last), the next write")
      }
    }
    #expect(ends == [["release 1\n"], ["release 2\n"]])
  }

  @Test(
    "and at any operation of the repair, however often",
    arguments: [Repair.Direction.finish, .undo])
  func anyOperationOfTheRepair(direction: Repair.Direction) throws {
    let count = try operations(files: 3)
    for death in DyingFileSystem.Death.allCases {
      for last in 1...(count + 1) {
        for second in 1... {
          let site = Site(files: 3)
          write(site, dyingAt: last, death)
          let isDead = repair(site, dyingAt: second, death, preferring: direction)
          // Again at the same step, which is another one now.
          if isDead { _ = repair(site, dyingAt: second, death, preferring: direction) }
          // The last one prefers to finish, whatever those before it were about to do.
          _ = try Site.place.start(on: site.disk)
          site.expectOne(of: [1, 2], "\(death) \(last), then \(second)")
          if !isDead { break }
        }
      }
    }
  }

  @Test("at any operation of 30 files, and once more at a random one of the repair")
  func randomOperationOfTheRepair() throws {
    var random = SeededGenerator(seed: 20_261_122)
    let count = try operations(files: 30)
    for last in 1...(count + 1) {
      let site = Site(files: 30)
      let deaths = DyingFileSystem.Death.allCases
      write(site, dyingAt: last, deaths[last % 3])
      for death in deaths {
        _ = repair(site, dyingAt: Int.random(in: 1...130, using: &random), death)
      }
      _ = try Site.place.start(on: site.disk)
      site.expectOne(of: [1, 2], "\(last)")
    }
  }

  @Test("what is remembered of it is that of the last write that was made")
  func memory() throws {
    let memory = WriteMemory(project: "/shop", state: "/state")
    let count = try operations(files: 4) + 5
    for death in DyingFileSystem.Death.allCases {
      for last in 1...count {
        let site = Site(files: 4)
        _ = try memory.remember(site.edits(from: 1, to: 2), on: site.disk) {
          () throws(WriteError) in
          try site.transaction(from: 1, to: 2).carryOut(on: site.disk)
        }
        let disk = DyingFileSystem(site.disk, dyingAt: last, death)
        _ = try? memory.remember(site.edits(from: 2, to: 3), on: disk) { () throws(WriteError) in
          try site.transaction(from: 2, to: 3).carryOut(on: disk)
        }
        _ = try Site.place.start(on: site.disk)
        site.expectOne(of: [2, 3], "\(death) \(last)")
        let release = site.releases == ["release 3\n"] ? 3 : 2
        let undo = try Undo(memory, on: site.disk)
        #expect(undo.edits == site.edits(from: release, to: release - 1))
        try undo.write(to: site.disk, forgetting: memory)
        site.expectOne(of: [release - 1], "\(death) \(last), taken back")
        #expect(
          failure(UndoError.self) { () throws(UndoError) in _ = try Undo(memory, on: site.disk) }
            == .nothing)
      }
    }
  }
}
