import TestSupport
import Testing

@Suite struct NoTerminalTests {
  static let ending = " - assetbump list and assetbump bump do the same without one\n"

  @Test(arguments: ["xterm", "dumb", "", nil] as [String?])
  func inputIsAFile(term: String?) throws {
    expect(
      try Shop().run(environment: ["TERM": term]), "",
      "assetbump: standard input is not a terminal; the terminal UI needs one for its input and"
        + " its output" + Self.ending, 2)
  }

  /// On a terminal, which script(1) makes; it writes CR LF and runs the command by any $SHELL.
  @Test(arguments: [
    (
      "unset TERM",
      "TERM is not set, so the terminal's abilities are unknown; set TERM, such as"
        + " TERM=xterm-256color"
    ),
    (
      "TERM=dumb",
      "the terminal `dumb` (TERM) is unknown or cannot place the cursor; set TERM to"
        + " what your terminal is, such as TERM=xterm-256color"
    ),
    (
      "TERM='\u{1B}[31m'",
      "the terminal `\\x1b[31m` (TERM) is unknown or cannot place the cursor;"
        + " set TERM to what your terminal is, such as TERM=xterm-256color"
    ),
  ])
  func terminalThatCannotDraw(setting: String, message: String) throws {
    let shop = try Shop()
    let result = try Assetbump.shell(
      "export TERM; script -qec \"\(setting); export TERM; '\(try Assetbump.path())'\" /dev/null",
      in: shop.folder)
    let line = "assetbump: " + message + Self.ending.dropLast()
    expect(result, line + "\r\n", "", 2)
  }

  @Test func outputIsAFile() throws {
    let shop = try Shop()
    let result = try Assetbump.shell(
      "script -qec \"'\(try Assetbump.path())' >output\" /dev/null; echo $?; cat output",
      in: shop.folder, environment: ["TERM": "xterm"])
    let line =
      "assetbump: standard output is not a terminal; the terminal UI needs one for its"
      + " input and its output" + Self.ending.dropLast()
    expect(result, line + "\r\n2\n", "", 0)
  }
}
