import Disk
import Formats
import Planning
import TestSupport
import Testing
import Values

/// A program that lives on when a step of its write fails has changed nothing.
@Suite("A write that fails")
struct FailingTests {
  @Test("at any operation of 30 files: nothing has changed, or all has")
  func anyOperation() throws {
    var failed = 0
    for last in 1...230 {
      let site = Site(files: 30)
      let disk = DyingFileSystem(site.disk, dyingAt: last, .before, fatally: false)
      let error = failure(WriteError.self) { () throws(WriteError) in
        try site.transaction(from: 1, to: 2).carryOut(on: disk)
      }
      if let error {
        failed += 1
        switch error {
        case .file(let name, .system(5)): #expect(site.names.contains(name))
        case .state(let reason): #expect(reason.hasPrefix("Input/output error: /state/assetbump/"))
        default: Issue.record("\(last): \(error)")
        }
        site.expectOne(of: [1], "\(last)")
      } else {
        // Only what takes away what is not wanted any more, or what has another way, may fail.
        #expect(site.releases == ["release 2\n"])
        _ = try Site.place.start(on: site.disk)
        site.expectOne(of: [2], "\(last)")
      }
    }
    // The seal with 4 operations, a file made and taken away, and the journal, 30 files prepared, 5 folders, the seal, 30 files put
    // in place, 5 folders before the last of them and after it.
    #expect(failed == 4 + 2 + 1 + 30 + 5 + 4 + 30 + 5 + 5)
  }

  @Test("a file that changed since it was read is named, and nothing is touched")
  func changed() throws {
    for name in Site(files: 4).names {
      let site = Site(files: 4)
      site.disk.write("mine\n", to: name)
      site.disk.clearLog()
      #expect(write(site) == .changed(name))
      #expect(
        site.disk.log.allSatisfy { [.kind, .realPath, .target, .read].contains($0.operation) })
      #expect(site.releases == ["release 1\n", "mine\n"])
      #expect(site.everything == site.names.sorted())
    }
  }

  @Test("a file that is gone, its folder too, or is something else")
  func gone() throws {
    let name: BytePath = "templates/2/page2.html"
    let cases: [(WriteError, (MemoryFileSystem) -> Void)] = [
      (.changed(name), { $0.remove(name) }),
      (.file(name, .notFound), { $0.remove(name.folder) }),
      (
        .file(name, .notFound),
        {
          $0.remove(name)
          $0.makeLink(name, to: "nowhere")
        }
      ),
      (
        .file(name, .notFile(.fifo)),
        {
          $0.remove(name)
          $0.make(.fifo, at: name)
        }
      ),
      (.file(name, .permissionDenied), { $0.fail(.read, name, .permissionDenied) }),
      (.file(name, .full), { $0.fail(.move, name, .full) }),
      (.unfinished(".asset-versions.json.journal"), { $0.write("", to: Site.place.journal) }),
    ]
    for (error, change) in cases {
      let site = Site(files: 4)
      change(site.disk)
      #expect(write(site) == error)
      #expect(!site.releases.contains("release 2\n"))
      let litter = Set(site.everything).subtracting(site.names)
      #expect(litter.subtracting([".asset-versions.json.journal"]) == [])
      #expect(litter.isEmpty || error == .unfinished(".asset-versions.json.journal"))
    }
  }

  @Test("a link is followed, and stays")
  func link() throws {
    let site = Site(files: 4)
    site.disk.remove(site.names[0])
    site.disk.write(Site.contents(1), to: "/shared/base.html")
    site.disk.makeLink(site.names[0], to: "/shared/base.html")
    #expect(write(site) == .outside(site.names[0], "/shared/base.html"))
    #expect(site.releases == ["release 1\n"])
    let allowing = WritePlace(
      versions: Site.place.versions, name: Site.place.name, state: "/state", outside: ["/shared"])
    try Transaction(site.edits(from: 1, to: 2), at: allowing).carryOut(on: site.disk)
    #expect(site.disk.text(of: "/shared/base.html") == "release 2\n")
    site.disk.write("other\n", to: "/shared/base.html")
    #expect(site.disk.text(of: site.names[0]) == "other\n")
    #expect(site.disk.files.filter { $0.relative(to: "/shared") != nil } == ["/shared/base.html"])
  }

  @Test("two names of one file are told")
  func oneFile() throws {
    let site = Site(files: 4)
    site.disk.remove(site.names[1])
    site.disk.makeLink(site.names[1], to: BytePath("/shop").appending(site.names[0]))
    #expect(write(site) == .oneFile(site.names[0], site.names[1]))
    #expect(
      WriteError.oneFile("a.html", "b.html").description
        == "not written: a.html and b.html are one file (nothing changed)"
        + " - leave one of them out of the settings")
  }

  @Test("a file that the write makes is there or not")
  func made() throws {
    for last in 1...36 {
      let site = Site(files: 4)
      var edits = site.edits(from: 1, to: 2)
      edits[0].before = nil
      site.disk.remove(edits[0].path)
      let disk = DyingFileSystem(site.disk, dyingAt: last, .after)
      try? Transaction(edits, at: Site.place).carryOut(on: disk)
      _ = try Site.place.start(on: site.disk)
      let others = Set(site.names.dropFirst().map { site.disk.text(of: $0) })
      let isNew = others == ["release 2\n"]
      #expect(isNew || others == ["release 1\n"])
      #expect(site.disk.text(of: site.names[0]) == (isNew ? "release 2\n" : nil))
      #expect(site.everything == (isNew ? site.names : Array(site.names.dropFirst())).sorted())
    }
    // A file that came up meanwhile is somebody's.
    let site = Site(files: 4)
    var edits = site.edits(from: 1, to: 2)
    edits[0].before = nil
    #expect(
      failure(WriteError.self) { () throws(WriteError) in
        try Transaction(edits, at: Site.place).carryOut(on: site.disk)
      } == .changed(site.names[0]))
    site.expectOne(of: [1], "nothing changed")
  }

  @Test("where what was put in place cannot be put back either, the journal stays and is named")
  func halted() throws {
    let site = Site(files: 4)
    // The seal, the journal, 8 operations to prepare, 4 folders, the seal, then the files.
    let disk = DyingFileSystem(site.disk, dyingAt: 30)
    #expect(
      failure(WriteError.self) { () throws(WriteError) in
        try site.transaction(from: 1, to: 2).carryOut(on: disk)
      } == .halted(site.names[2], .system(5), journal: ".asset-versions.json.journal"))
    #expect(site.disk.text(of: Site.place.journal) != nil)
  }

  @Test("each says what happened, to which file, and what to do")
  func words() {
    let cases: [(WriteError, String)] = [
      (
        .held("v.json", LockHolder(process: 12)),
        "not written: another assetbump (process 12) is writing v.json (nothing changed)"
          + " - try again when it has ended"
      ),
      (
        .unfinished(".j"),
        "not written: an earlier write was interrupted, .j tells of it (nothing changed)"
          + " - start assetbump again, it asks what becomes of it"
      ),
      (
        .outside("a.html", "/srv/a.html"),
        "not written: a.html is /srv/a.html, which lies outside the project or is git's own (nothing"
          + " changed) - where it is meant, allow its folder with --outside"
      ),
      (
        .foreignSettings("assetbump.toml", "/srv/my shop"),
        "not written: assetbump.toml belongs to another user (nothing changed) - take it over, or"
          + " trust it: git config --global --add safe.directory '/srv/my shop'"
      ),
      (
        .state("why"),
        "not written: a write of several files needs a state folder to be safe in a crash: why"
          + " (nothing changed) - set XDG_STATE_HOME to a folder of your own, outside the project"
      ),
      (
        .halted("a.html", .full, journal: ".j"),
        "interrupted at a.html: no space left on the disk - start assetbump again, it goes on by .j"
      ),
    ]
    for (error, words) in cases { #expect(error.description == words) }
  }

  @Test("one file alone is replaced without a journal")
  func alone() throws {
    let site = Site(files: 4)
    // Edits that change nothing are none.
    var edits = site.edits(from: 1, to: 1)
    edits[3].after = Site.contents(2)
    site.disk.clearLog()
    try Transaction(edits, at: Site.place).carryOut(on: site.disk)
    #expect(
      site.disk.log.map(\.description).filter { step in
        // The name of the temporary file is drawn, and noted in the state folder.
        !step.contains(" /state") && !step.contains(".tmp") && !step.hasPrefix("realPath")
      } == [
        "kind /shop/.asset-versions.json.journal", "target /shop/.asset-versions.json.journal",
        "target /shop/asset-versions.json", "read /shop/asset-versions.json",
        "replace /shop/asset-versions.json",
      ])
  }

  private func write(_ site: Site) -> WriteError? {
    failure(WriteError.self) { () throws(WriteError) in
      try site.transaction(from: 1, to: 2).carryOut(on: site.disk)
    }
  }
}
