import Screen
import TestSupport
import Testing

@Suite struct MemoryTerminalTests {
  @Test func playsItsScript() throws {
    let mailbox = try Mailbox<Int>()
    let terminal = MemoryTerminal(
      Size(columns: 4, rows: 1),
      script: [.keys("jk"), .events([.resize(Size(columns: 5, rows: 2))]), .wake, .key(.escape)])
    #expect(
      terminal.nextEvents(wake: -1) == [.key(.scalar("j")), .key(.scalar("k"))])
    #expect(terminal.nextEvents(wake: -1) == [.resize(Size(columns: 5, rows: 2))])
    #expect(terminal.size == Size(columns: 5, rows: 2))
    mailbox.post(1)
    #expect(terminal.nextEvents(wake: mailbox.descriptor) == [])
    terminal.suspend()
    #expect(terminal.nextEvents(wake: -1) == [.resumed])
    #expect(terminal.nextEvents(wake: -1) == [.key(.escape)])
    #expect(terminal.nextEvents(wake: -1) == [.hangup])
  }

  @Test func keepsWhatIsDone() {
    let terminal = MemoryTerminal(Size(columns: 2, rows: 1))
    #expect(terminal.frame == nil)
    var grid = Grid(terminal.size)
    grid.put("ab", row: 0, column: 0)
    terminal.draw(grid)
    terminal.write([1, 2])
    terminal.setMouse(true)
    terminal.redrawAll()
    #expect(terminal.release { 7 } == 7)
    terminal.close()
    #expect(terminal.frame == grid)
    #expect(terminal.written == [[1, 2]])
    #expect(terminal.hasMouse && terminal.isClosed)
    #expect((terminal.repaints, terminal.releases, terminal.suspensions) == (1, 1, 0))
  }
}
