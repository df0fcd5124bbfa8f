import Screen
import TestSupport
import Testing
import Values

@testable import AssetTUI

@Suite("Golden screens")
struct GoldenScreenTests {
  @Test(
    "each screen at each size", arguments: Scene.allCases,
    [(80, 24), (40, 10), (100, 30), (200, 60), (24, 5)])
  func scene(_ scene: Scene, size: (columns: Int, rows: Int)) throws {
    guard scene.differs(at: size.columns) else { return }
    let session = try scene.session(columns: size.columns, rows: size.rows)
    Golden.expect(session.state.grid(), "\(scene.rawValue)-\(size.columns)x\(size.rows)")
  }

  @Test(
    "a terminal that got too small says so, and shows the same again once it has grown",
    arguments: Scene.allCases)
  func tooSmall(_ scene: Scene) throws {
    let session = try scene.session(columns: 24, rows: 5)
    session.resize(23, 4)
    Golden.expect(
      session.state.grid(), scene == .quitGuard ? "quit-guard-23x4" : "main-23x4")
    session.resize(24, 5)
    if scene.differs(at: 24) {
      Golden.expect(session.state.grid(), "\(scene.rawValue)-24x5")
    }
  }

  @Test(
    "a terminal that shows ASCII only",
    arguments: [
      (Scene.main, 40, 10), (.main, 24, 5), (.write, 40, 10), (.page, 40, 10),
      (.fullPreview, 40, 10), (.token, 24, 5), (.refused, 40, 10), (.scanning, 80, 24),
    ])
  func ascii(scene: Scene, columns: Int, rows: Int) throws {
    let session = try scene.session(columns: columns, rows: rows, isUnicode: false)
    Golden.expect(session.state.grid(), "\(scene.rawValue)-ascii-\(columns)x\(rows)")
  }

  @Test(
    "a terminal without colour",
    arguments: [
      (Scene.main, 80, 24), (.filter, 80, 24), (.write, 80, 24), (.page, 80, 24),
      (.token, 80, 24), (.refused, 40, 10), (.quitGuard, 80, 24), (.help, 40, 10),
    ])
  func monochrome(scene: Scene, columns: Int, rows: Int) throws {
    let session = try scene.session(columns: columns, rows: rows)
    Golden.expectMonochrome(session.state.grid(), "\(scene.rawValue)-mono-\(columns)x\(rows)")
  }

  @Test("the references are counted", arguments: [(80, 24), (200, 60)])
  func counted(columns: Int, rows: Int) throws {
    let session = try MockUp.session(columns: columns, rows: rows)
    session.disk.write(
      String(repeating: "<a href='/static/js/checkout.js'>\n", count: 1234),
      to: "templates/many.html")
    // The rest of the scan, then the references.
    session.deliver()
    session.deliver()
    Golden.expect(session.state.grid(), "main-counted-\(columns)x\(rows)")
  }

  @Test("the roots are being listed")
  func scanningStart() throws {
    let session = try Shop.session(rows: 24, holding: true)
    Golden.expect(session.state.grid(), "scanning-start")
  }
}
