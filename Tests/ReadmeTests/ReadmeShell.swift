import Glibc
import Screen
import TestSupport
import Testing
import Values

/// Runs the README's examples in one folder, one after the other, as a reader would.
final class ReadmeShell {
  private let folder: TemporaryFolder
  private let state: TemporaryFolder
  private var servers: [pid_t] = []

  init(folder: TemporaryFolder) throws {
    self.folder = folder
    state = try TemporaryFolder()
  }

  /// Runs an example and compares what it prints and how it ends.
  func expect(_ example: Readme.Example) throws {
    if example.command.hasSuffix(" &") {
      try startServer(String(example.command.dropLast(2)))
    } else if let comment = example.command.firstRange(of: "# ") {
      try press(example.command[comment.upperBound...].split(separator: " ").map(String.init))
    } else {
      let result = try Command.run(
        "bash", ["-c", example.command + " 2>&1"], in: folder.path, environment: environment())
      let printed = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      var expected = example.output
      while expected.last == "" { expected.removeLast() }
      #expect(
        printed.dropLast(printed.last == "" ? 1 : 0).map(String.init) == expected,
        "$ \(example.command)")
      #expect(result.status == example.status, "$ \(example.command)")
    }
  }

  /// Ends the servers that run.
  func end() {
    for server in servers {
      kill(server, SIGTERM)
      var status: Int32 = 0
      waitpid(server, &status, 0)
    }
  }

  /// The program and Flask are found on PATH; the day is the README's.
  private func environment() throws -> [String: String?] {
    let tools = BytePath(try Tool.path()).folder
    let python = BytePath(try Tool.python()).folder
    return [
      "PATH": "\(VisibleText.of(tools)):\(VisibleText.of(python)):/usr/local/bin:/usr/bin:/bin",
      "SOURCE_DATE_EPOCH": "1787356800",  // 2026-08-22
      "LC_ALL": "C.UTF-8",
      "XDG_STATE_HOME": VisibleText.of(state.path),
      "PYTHONPATH": VisibleText.of(Tool.repository.appending("Sources/Loaders")),
      "PYTHONDONTWRITEBYTECODE": "1",
    ]
  }

  private func startServer(_ command: String) throws {
    let server = try Command.start(
      "bash", ["-c", "exec \(command) >/dev/null 2>&1"], in: folder.path,
      environment: environment())
    servers.append(server)
  }

  /// Opens the terminal UI and presses keys; each is taken in before the next is sent.
  private func press(_ keys: [String]) throws {
    var variables = try environment().compactMapValues { $0 }
    variables["TERM"] = "xterm-256color"
    let terminal = try PseudoTerminal(
      try Tool.path(), environment: variables, directory: VisibleText.of(folder.path),
      size: Size(columns: 80, rows: 24))
    try terminal.wait { $0.lines.contains { $0.hasPrefix(" 1 outdated  ") } }
    for key in keys {
      terminal.send(key)
      switch key {
      case "B": try terminal.wait { $0.lines[22].hasPrefix(" 1 pending") }
      case "w": try terminal.wait { $0.lines[0].hasPrefix(" write   1 file") }
      case "y": try terminal.wait { $0.shows("wrote 1 file") }
      default: break
      }
    }
    #expect(try terminal.waitForExit() == .code(0))
  }
}
