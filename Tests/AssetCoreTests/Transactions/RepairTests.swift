import Disk
import TestSupport
import Testing
import Values

@testable import Planning

/// What the next start says and does about an interrupted write that somebody touched.
@Suite("The repair of an interrupted write")
struct RepairTests {
  /// Two of three templates are new, the third and the versions file are old: the seal with
  /// 4 operations, the journal with 7, 4 files with 2 operations each, 4 folders, the seal, and two files put in
  /// place are 29 operations.
  private func interrupted() throws -> Site {
    let site = Site(files: 4)
    let disk = DyingFileSystem(site.disk, dyingAt: 30)
    try? site.transaction(from: 1, to: 2).carryOut(on: disk)
    try #require(
      site.names.map { site.disk.text(of: $0) } == [
        "release 2\n", "release 2\n", "release 1\n", "release 1\n",
      ])
    return site
  }

  private func start(
    _ site: Site, preferring direction: Repair.Direction = .finish
  ) -> Result<Repair.Report?, RepairError> {
    do throws(RepairError) {
      return .success(try Site.place.start(on: site.disk, preferring: direction).report)
    } catch {
      return .failure(error)
    }
  }

  @Test("a file edited since stays as it is, and so does everything, until it is put back")
  func putBack() throws {
    for (index, old) in [1: "release 2\n", 2: "release 1\n", 3: "release 1\n"] {
      let site = try interrupted()
      let name = site.names[index]
      site.disk.write("mine\n", to: name)
      let (everything, texts) = (site.everything, site.names.map { site.disk.text(of: $0) })
      for _ in 0..<2 {
        #expect(start(site) == .failure(.edited([name])))
        #expect(site.everything == everything)
        #expect(site.names.map { site.disk.text(of: $0) } == texts)
      }
      site.disk.write(old, to: name)
      #expect(start(site) == .success(.init(direction: .finish, names: site.names)))
      site.expectOne(of: [2], "put back")
    }
  }

  @Test("undo takes back the rest, and leaves the edited file as found")
  func undo() throws {
    for index in 0...3 {
      let site = try interrupted()
      site.disk.write("mine\n", to: site.names[index])
      #expect(
        start(site, preferring: .undo)
          == .success(.init(direction: .undo, names: site.names, edited: [site.names[index]])))
      #expect(site.releases == ["release 1\n", "mine\n"])
      #expect(site.disk.text(of: site.names[index]) == "mine\n")
      #expect(site.everything == site.names.sorted())
    }
  }

  @Test("a file that was removed counts as edited")
  func removed() throws {
    let site = try interrupted()
    site.disk.remove(site.names[2])
    #expect(start(site) == .failure(.edited([site.names[2]])))
    #expect(site.disk.text(of: site.names[2]) == nil)
  }

  @Test("what cannot be finished is taken back, what cannot be taken back is finished")
  func otherWay() throws {
    let unprepared = try interrupted()
    remove("2.new", unprepared)
    #expect(start(unprepared) == .success(.init(direction: .undo, names: unprepared.names)))
    unprepared.expectOne(of: [1], "what was prepared is gone")

    let unkept = try interrupted()
    remove("1.old", unkept)
    #expect(
      start(unkept, preferring: .undo) == .success(.init(direction: .finish, names: unkept.names)))
    unkept.expectOne(of: [2], "what was kept is gone")

    let neither = try interrupted()
    remove("2.new", neither)
    remove("1.old", neither)
    let everything = neither.everything
    for direction in [Repair.Direction.finish, .undo] {
      #expect(
        start(neither, preferring: direction)
          == .failure(.lost(neither.names[2], ".asset-versions.json.journal")))
    }
    #expect(neither.everything == everything)
  }

  /// Removes what was put aside under a name with this ending.
  private func remove(_ ending: String, _ site: Site) {
    let end = Array(".\(ending)".utf8)
    for path in site.disk.files where path.bytes.suffix(end.count).elementsEqual(end) {
      site.disk.remove(path)
    }
  }

  @Test("a journal that is damaged, or of a later version, is left")
  func damaged() throws {
    let site = try interrupted()
    let journal = try #require(site.disk.text(of: Site.place.journal))
    let name: BytePath = ".asset-versions.json.journal"
    let cases: [(String, RepairError)] = [
      ("", .damaged(name)), (String(journal.dropLast()), .damaged(name)),
      (String(journal.dropFirst()), .damaged(name)), (journal + " ", .damaged(name)),
      ("state" + journal, .damaged(name)),
      (String(journal.prefix { $0 != "\n" }.dropLast()) + "3\n", .newer(name)),
    ]
    let others = site.everything
    for (text, error) in cases {
      site.disk.write(text, to: Site.place.journal)
      #expect(start(site) == .failure(error))
      #expect(site.disk.text(of: Site.place.journal) == text)
      #expect(site.everything == others)
    }
  }

  @Test("a file that cannot be read or replaced is named, and it can be tried again")
  func failing() throws {
    for operation in [MemoryFileSystem.Operation.digest, .move] {
      let site = try interrupted()
      site.disk.fail(operation, site.names[2], .permissionDenied)
      let name = operation == .digest ? site.names[2] : "asset-versions.json"
      #expect(start(site) == .failure(.file(name, .permissionDenied)))
      site.disk.fail(operation, site.names[2], nil)
      #expect(start(site) == .success(.init(direction: .finish, names: site.names)))
      site.expectOne(of: [2], "\(operation)")
    }
  }

  @Test("where one is writing nobody mends")
  func held() throws {
    let site = try interrupted()
    let lock = try Site.place.takeLock(on: site.disk)
    let holder = LockHolder(process: 4711)
    #expect(
      failure(RepairError.self) { () throws(RepairError) in
        _ = try Site.place.start(on: site.disk, patience: 1)
      } == .held("asset-versions.json", holder))
    #expect(
      failure(RepairError.self) { () throws(RepairError) in
        try Site.place.confirmFinished(on: site.disk, patience: 1)
      } == .held("asset-versions.json", LockHolder()))
    withExtendedLifetime(lock) {}
  }

  @Test("each says what happened, to which file, and what to do")
  func words() {
    let cases: [(RepairError, String)] = [
      (
        .edited(["a.html"]),
        "an interrupted write cannot be finished: a.html changed since - put back what was there,"
          + " or run assetbump undo: it takes back the rest and leaves that file as found"
      ),
      (
        .edited(["a.html", "b\u{1B}.html"]),
        "an interrupted write cannot be finished: a.html, b\\x1b.html changed since - put back what"
          + " was there, or run assetbump undo: it takes back the rest and leaves those files as"
          + " found"
      ),
      (
        .lost("a.html", ".j"),
        "an interrupted write can be neither finished nor taken back: what was put aside for a.html"
          + " is gone - compare the files with version control, then remove .j"
      ),
      (
        .damaged(".j"),
        ".j is no record of a write, or is damaged, and nothing is done by it"
          + " - assetbump undo --foreign shows the way out"
      ),
      (
        .foreign(".j"),
        ".j tells of an interrupted write that is not known as yours on this machine, and nothing is"
          + " done by it - assetbump undo --foreign shows the way out"
      ),
      (
        .newer(".j"),
        ".j tells of an interrupted write of a newer assetbump, and nothing is done by it"
          + " - install that one, or see assetbump undo --foreign"
      ),
      (
        .file("a.html", .readOnly),
        "an interrupted write is not finished: the file system is read-only: a.html"
          + " - mend that and start assetbump again"
      ),
      (
        .held("v.json", LockHolder(process: 12)),
        "another assetbump (process 12) is writing v.json - try again when it has ended"
      ),
    ]
    for (error, words) in cases { #expect(error.description == words) }
    #expect(
      Repair.Report(direction: .undo, names: ["a.html", "v.json"], edited: ["a.html"]).description
        == "took back an interrupted write: v.json and 1 other file; a.html changed since and is"
        + " left as found")
  }

  @Test("the journal is a text that says what lies where")
  func journal() throws {
    let site = try interrupted()
    let text = try #require(site.disk.text(of: Site.place.journal))
    let journal = try Journal(Array(text.utf8))
    #expect(journal.files.map(\.name) == site.names)
    #expect(journal.files.map(\.target) == site.names)
    #expect(journal.files.allSatisfy { $0.old == Digest.of(Site.contents(1)) })
    #expect(journal.files.allSatisfy { $0.new == Digest.of(Site.contents(2)) })
    #expect(
      text.hasPrefix(
        "assetbump journal 2\nwrite \(journal.id)\nfile 74656d706c617465732f"))
    #expect(journal.id.utf8.count == 32)
    // Names that are no text, and lie outside.
    var odd = journal
    odd.files[0].name = BytePath(bytes: [0xFF, 0x0A, 0x20])
    odd.files[0].target = BytePath(bytes: [0x2F, 0xFF])
    odd.files[1].old = nil
    #expect(try Journal(odd.contents) == odd)
    // No name that is made of its number leads to another folder.
    let number = Journal(id: "../../../../mine", files: odd.files)
    #expect(throws: SealedText.Fault.damaged) { try Journal(number.contents) }
  }
}
