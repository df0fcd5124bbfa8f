import TestSupport
import Testing
import Values

/// The terminal UI on a real terminal: what it hands to other programs.
@Suite(.serialized) struct InteractiveTests {
  private let shop: Shop

  init() throws {
    shop = try Shop()
    try shop.folder.write(
      """
      <html>
      <link rel="stylesheet" href="{{ url_for('static', filename='css/fresh.css') }}">
      <script src='/static/js/app.js?v=1'></script>
      <img src="{{ url_for('static', filename='img/no.png') }}">

      """, to: "templates/base.html")
  }

  /// Starts the program with the cursor on `css/fresh.css`, everything read.
  private func start(_ environment: [String: String]) throws -> PseudoTerminal {
    var variables = [
      "PATH": "/usr/bin:/bin", "TMPDIR": VisibleText.of(shop.folder.path),
      "SOURCE_DATE_EPOCH": "1717200000",
    ]
    variables.merge(environment) { _, given in given }
    let terminal = try PseudoTerminal(
      try Assetbump.path(), ["--flat"], environment: variables,
      directory: VisibleText.of(shop.folder.path))
    try terminal.wait { screen in
      screen.lines.contains { $0.contains("css/site.css") && $0.contains("74d94aed") }
        && !screen.text.contains("Hashing")
    }
    return terminal
  }

  private func leave(_ terminal: PseudoTerminal) throws {
    terminal.send("q")
    #expect(try terminal.waitForExit() == .code(0))
  }

  /// A program that writes its arguments, a line each, to a file of the project, and then more.
  private func script(_ name: BytePath, _ more: String = "") throws -> String {
    let folder = VisibleText.of(shop.folder.path)
    return VisibleText.of(
      try shop.folder.write(
        "printf '%s\\n' \"$@\" > '\(folder)/arguments'\n\(more)\n", to: name))
  }

  private var arguments: String? {
    shop.folder.contents(of: "arguments").map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func copiesByTheTerminal() throws {
    let terminal = try start([:])
    terminal.send("cu")
    try terminal.wait(for: "copied: /static/css/fresh.css?v=02db0d26")
    // printf '/static/css/fresh.css?v=02db0d26' | base64
    let sequence = Array("\u{1B}]52;c;L3N0YXRpYy9jc3MvZnJlc2guY3NzP3Y9MDJkYjBkMjY=\u{7}".utf8)
    #expect(ByteSearch.contains(terminal.output[...], sequence))
    try leave(terminal)
  }

  @Test("another machine's site is asked about once, and the answer is kept outside the project")
  func asksAboutASite() throws {
    let folder = VisibleText.of(shop.folder.path)
    let settings = shop.folder.contents(of: "assetbump.toml") ?? []
    try shop.folder.write(
      String(decoding: settings, as: UTF8.self) + "\n[site]\nurl = \"http://shop.example\"\n",
      to: "assetbump.toml")
    // In place of curl: notes that it was run, and finds no host for any of three requests.
    try shop.folder.write(
      "#!/bin/sh\ncat >/dev/null\necho run >> '\(folder)/arguments'\n"
        + "printf '@0 6 000\\n@1 6 000\\n@2 6 000\\n' >&2\n", to: "bin/curl")
    _ = try Command.run("chmod", ["+x", "\(folder)/bin/curl"])
    let variables = ["PATH": "\(folder)/bin:/usr/bin:/bin", "XDG_STATE_HOME": "\(folder)/state"]
    let failure = "http://shop.example/: no such host - start the application"
    let question = "the settings name http://shop.example, another machine: ask it?"
    let first = try start(variables)
    first.send("V")
    try first.wait(for: question)
    first.send("n")
    try first.wait(for: "http://shop.example was not asked")
    #expect(arguments == nil)
    first.send("V")
    try first.wait(for: question)
    first.send("y")
    try first.wait(for: failure)
    #expect(arguments == "run\n")
    try leave(first)
    let second = try start(variables)
    second.send("V")
    try second.wait(for: failure)
    #expect(arguments == "run\nrun\n")
    try leave(second)
    // Another address in the same settings is another question.
    try shop.folder.write(
      String(decoding: settings, as: UTF8.self) + "\n[site]\nurl = \"http://other.example\"\n",
      to: "assetbump.toml")
    let third = try start(variables)
    third.send("V")
    try third.wait(for: "the settings name http://other.example, another machine: ask it?")
    third.send("nq")
    #expect(try third.waitForExit() == .code(0))
  }

  @Test func copiesByTmux() throws {
    let folder = VisibleText.of(shop.folder.path)
    try shop.folder.write(
      "#!/bin/sh\nprintf '%s\\n' \"$@\" > '\(folder)/arguments'\ncat > '\(folder)/copied'\n",
      to: "bin/tmux")
    _ = try Command.run("chmod", ["+x", "\(folder)/bin/tmux"])
    let terminal = try start(["TMUX": "/tmp/tmux,1,0", "PATH": "\(folder)/bin:/usr/bin:/bin"])
    terminal.send("cp")
    try terminal.wait(for: "copied: static/css/fresh.css")
    #expect(arguments == "load-buffer\n-w\n-\n")
    #expect(
      shop.folder.contents(of: "copied") == Array("static/css/fresh.css".utf8))
    #expect(!ByteSearch.contains(terminal.output[...], Array("\u{1B}]52".utf8)))
    try leave(terminal)
  }

  @Test func saysThatTmuxFailed() throws {
    let folder = VisibleText.of(shop.folder.path)
    try shop.folder.write("#!/bin/sh\nexit 1\n", to: "bin/tmux")
    _ = try Command.run("chmod", ["+x", "\(folder)/bin/tmux"])
    let terminal = try start(["TMUX": "/tmp/tmux,1,0", "PATH": "\(folder)/bin:/usr/bin:/bin"])
    terminal.send("cp")
    try terminal.wait(for: " not copied: tmux load-buffer -w ended with exit code 1")
    try leave(terminal)
  }

  @Test func refusesToCopyTooMuch() throws {
    for number in 1000..<1500 { try shop.folder.write("x", to: BytePath("static/n/\(number).css")) }
    let diff = try shop.run("bump", "--all", "--dry-run").output
    let terminal = try start([:])
    terminal.send("B")
    try terminal.wait(for: "504 pending, 1 manual asset needs its token: legal/terms.html (m)")
    terminal.send("cd")
    try terminal.wait(for: " too large to copy: \(diff.utf8.count) bytes")
    #expect(!ByteSearch.contains(terminal.output[...], Array("\u{1B}]52".utf8)))
    terminal.send("q")
    try terminal.wait(for: "discard and quit")
    terminal.send("d")
    #expect(try terminal.waitForExit() == .code(0))
  }

  @Test(arguments: [("VISUAL", "sh"), ("EDITOR", "sh")])
  func editsAtTheLine(variable: String, shell: String) throws {
    let editor = try script("ed.sh", "echo edited; read line")
    let terminal = try start([variable: "\(shell) '\(editor)' -f"])
    terminal.send("e")
    try terminal.wait(for: "edited")
    #expect(arguments == "-f\n+2\n\(VisibleText.of(shop.folder.path))/templates/base.html\n")
    #expect(terminal.modes == terminal.initialModes)
    terminal.send("\r")
    try terminal.wait { $0.lines.first?.hasPrefix(" assetbump") == true }
    try leave(terminal)
    #expect(terminal.modes == terminal.initialModes)
  }

  @Test(arguments: [("code --wait", "--wait\n--goto\n"), ("subl", "")])
  func knowsEditorsThatTakeNoPlus(editor: String, before: String) throws {
    let folder = VisibleText.of(shop.folder.path)
    let name = editor.prefix { $0 != " " }
    try shop.folder.write(
      "#!/bin/sh\nprintf '%s\\n' \"$@\" > '\(folder)/arguments'\necho edited; read line\n",
      to: BytePath("bin/\(name)"))
    _ = try Command.run("chmod", ["+x", "\(folder)/bin/\(name)"])
    let terminal = try start(["EDITOR": editor, "PATH": "\(folder)/bin:/usr/bin:/bin"])
    terminal.send("e")
    try terminal.wait(for: "edited")
    #expect(arguments == "\(before)\(folder)/templates/base.html:2\n")
    terminal.send("\r")
    try terminal.wait { $0.lines.first?.hasPrefix(" assetbump") == true }
    try leave(terminal)
  }

  /// ^Z in the editor stops both, and `fg` brings back the editor.
  @Test func stopsWithTheEditor() throws {
    let editor = try script(
      "ed.sh", "echo $$ > \"$0.process\"; echo edited; read line; echo \"got $line\" > \"$0.out\"")
    let terminal = try PseudoTerminal(
      "/bin/bash", ["--norc", "--noprofile", "--noediting", "-i"],
      environment: [
        "PATH": "/usr/bin:/bin", "PS1": "ready> ", "HISTFILE": "", "EDITOR": "sh \(editor)",
        "TMPDIR": VisibleText.of(shop.folder.path),
      ], directory: VisibleText.of(shop.folder.path))
    try terminal.wait(for: "ready>")
    terminal.send("'\(try Assetbump.path())' --flat\r")
    try terminal.wait { $0.lines.first?.hasPrefix(" assetbump") == true }
    try terminal.wait { $0.shows("css/site.css") && !$0.shows("Hashing") }
    terminal.send("e")
    try terminal.wait(for: "edited")
    terminal.send("\u{1A}")
    try terminal.wait { $0.shows("Stopped") && $0.text.hasSuffix("ready>") }
    // The shell that waits for the script stops by the same key, and may do so first: a script that has
    // not stopped yet takes what is typed.
    let process = try #require(shop.folder.contents(of: "ed.sh.process"))
    try terminal.waitUntilStopped(#require(Int32(VisibleText.of(process.dropLast()))))
    terminal.send("fg\r")
    try terminal.wait { $0.shows("ready> fg") && $0.text.hasSuffix("assetbump' --flat") }
    terminal.send("typed\r")
    try terminal.wait { $0.lines.first?.hasPrefix(" assetbump") == true }
    #expect(shop.folder.contents(of: "ed.sh.out") == Array("got typed\n".utf8))
    terminal.send("q")
    try terminal.wait { $0.text.hasSuffix("ready>") }
    terminal.send("exit\r")
    #expect(try terminal.waitForExit() == .code(0))
  }

  @Test func saysHowAnEditorFailed() throws {
    let terminal = try start(["EDITOR": "sh -c 'exit 3' x"])
    terminal.send("e")
    try terminal.wait(for: " sh -c 'exit 3' x ended with exit code 3")
    try leave(terminal)
    let other = try start(["EDITOR": "no-such-editor"])
    other.send("e")
    try other.wait(for: " no editor: no-such-editor was not found - set VISUAL or EDITOR")
    try leave(other)
  }

  @Test func interruptEndsTheEditorAlone() throws {
    let editor = try script("ed.sh", "echo edited; read line")
    let terminal = try start(["EDITOR": "sh \(editor)"])
    terminal.send("e")
    try terminal.wait(for: "edited")
    terminal.send("\u{3}")
    try terminal.wait(for: "was ended by signal 2")
    try leave(terminal)
  }

  @Test func opensThePageInTheBrowser() throws {
    let folder = VisibleText.of(shop.folder.path)
    _ = try Command.run("mkfifo", ["\(folder)/shown"])
    try shop.folder.write("cat \"$1\" > '\(folder)/shown'\n", to: "browser")
    let terminal = try start(["BROWSER": "no-such-browser:sh \(folder)/browser"])
    terminal.send("o")
    let page = try Command.run("timeout", ["20", "cat", "\(folder)/shown"]).output
    #expect(
      page == """
        <html>
        <link rel="stylesheet" href="file://\(folder)/static/css/fresh.css?v=02db0d26">
        <script src='file://\(folder)/static/js/app.js?v=1'></script>
        <img src="{{ url_for('static', filename='img/no.png') }}">

        """)
    try terminal.wait(for: " opened by sh ")
    let made = shop.folder.names().filter { $0.bytes.starts(with: "assetbump-".utf8) }
    let modes = try Command.run("stat", ["-c", "%a", "\(folder)/\(VisibleText.of(made[0]))"])
    #expect(modes.output == "700\n")
    try leave(terminal)
  }

  @Test func namesThePageWhereThereIsNoBrowser() throws {
    let folder = VisibleText.of(shop.folder.path)
    let terminal = try start(["BROWSER": "", "PATH": "\(folder)/none"])
    terminal.send("o")
    try terminal.wait(for: " no browser found: set BROWSER, or open ")
    try leave(terminal)
  }
}
