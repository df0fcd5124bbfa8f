import CursesTerminal
import Values

/// The person's editor: `$VISUAL`, else `$EDITOR`, else vi.
struct Editor {
  /// The command as a shell reads it, with arguments of its own.
  let command: String

  init() {
    command =
      [Environment["VISUAL"], Environment["EDITOR"]].lazy.compactMap(\.self).first {
        $0.contains { $0 != " " }
      } ?? "vi"
  }

  /// Opens a file at a line from 1, in the foreground of the terminal, and waits until the editor ends.
  func open(_ file: BytePath, line: Int?) -> ChildProcess.Ending {
    let script = "\(command) \"$@\""
    let words = ["/bin/sh", "-c", script, "sh"].map { BytePath($0) } + arguments(file, line)
    return ChildProcess.run(words.map(\.bytes), .foreground)
  }

  /// The arguments that lead to a line: `+12 file`, as vi has it (POSIX `ex`), `file:12` for the
  /// editors that know no `+`.
  func arguments(_ file: BytePath, _ line: Int?) -> [BytePath] {
    guard let line else { return [file] }
    let place = BytePath(bytes: file.bytes + ":\(line)".utf8)
    switch name {
    case "code", "code-insiders", "codium", "cursor", "windsurf": return ["--goto", place]
    case "subl", "zed", "hx", "helix": return [place]
    default: return [BytePath("+\(line)"), file]
    }
  }

  /// What went wrong, for the person; nil where nothing did.
  func failure(_ ending: ChildProcess.Ending) -> String? {
    if ending == .code(127) {
      return "no editor: \(VisibleText.of(command)) was not found - set VISUAL or EDITOR"
    }
    return ending.failure.map { "\(VisibleText.of(command)) \($0)" }
  }

  /// The name of the program that the command begins with.
  private var name: String {
    let program = command.drop { $0 == " " }.prefix { $0 != " " }
    return program.split(separator: "/").last.map(String.init) ?? ""
  }
}
