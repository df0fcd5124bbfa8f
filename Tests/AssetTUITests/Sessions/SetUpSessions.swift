import AssetCore
import AssetTUI
import Disk
import Screen
import TestSupport
import Testing
import Values

/// The first start in a project where tokens stand in files and nothing is set up.
@Suite("Set-up sessions")
struct SetUpSessions {
  private func session(columns: Int = 80, rows: Int = 24) throws -> Session {
    let disk = MemoryFileSystem()
    disk.write("body{}", to: "static/site.css")
    disk.write("<link rel=stylesheet href=\"/static/site.css?v=3\">\n", to: "templates/home.html")
    let session = try Session(disk, columns: columns, rows: rows)
    let offer = Initialization(folder: disk.workingFolder, fileSystem: disk, state: "/state")
      .offer(on: try Make.day("20260822"))
    session.send(.setUpOffered(try #require(offer)))
    return session
  }

  @Test(
    "the offer says what was found, and which key shows what is written",
    arguments: [(80, 24), (40, 10)])
  func offer(columns: Int, rows: Int) throws {
    Golden.expect(
      try session(columns: columns, rows: rows).state.grid(), "set-up-\(columns)x\(rows)")
  }

  @Test("what is written is shown first, and y writes it")
  func accepted() throws {
    let session = try session()
    session.press("i")
    Golden.expect(session.state.grid(), "set-up-write-80x24")
    #expect(session.disk.contents(of: "assetbump.toml") == nil)
    session.press("y")
    #expect(session.state.mode == .list)
    #expect(
      session.state.notice?.text == "wrote asset-versions.json and 1 other file: commit both")
    #expect(session.disk.contents(of: "assetbump.toml") != nil)
    #expect(session.state.versions.file.tables["static"]?.count == 1)
  }

  @Test("it can be left, and writes nothing")
  func left() throws {
    let session = try session()
    session.press("Esc")
    #expect(session.state.mode == .list)
    #expect(session.disk.contents(of: "assetbump.toml") == nil)
    let quitting = try self.session()
    quitting.press("q")
    #expect(quitting.ending == .done)
  }

  @Test("it waits while something else is on the screen")
  func busy() throws {
    let disk = MemoryFileSystem()
    disk.write("body{}", to: "static/site.css")
    disk.write("<link rel=stylesheet href=\"/static/site.css?v=3\">\n", to: "templates/home.html")
    let session = try Session(disk)
    session.press("?")
    let offer = Initialization(folder: disk.workingFolder, fileSystem: disk, state: "/state")
      .offer(on: try Make.day("20260822"))
    session.send(.setUpOffered(try #require(offer)))
    #expect(session.state.notice?.text == offer?.words)
  }
}
