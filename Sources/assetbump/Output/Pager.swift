import CursesTerminal
import Glibc
import Values

/// What a person reads long texts by: `$PAGER`, else less; nothing where standard output is no terminal.
enum Pager {
  /// Shows a text.
  static func show(_ text: String) throws {
    guard isatty(STDOUT_FILENO) == 1 else { return try StandardOutput.write(text) }
    guard let file = tmpfile() else { return try StandardOutput.write(text) }
    defer { fclose(file) }
    fputs(text, file)
    fflush(file)
    let command =
      [Environment["PAGER"], "less -FRX"].lazy.compactMap(\.self)
      .first { $0.contains { $0 != " " } } ?? "cat"
    // The pager reads the file from its start by a descriptor of its own.
    let script = "\(command) < /dev/fd/\(fileno(file)) || cat < /dev/fd/\(fileno(file))"
    let words = ["/bin/sh", "-c", script].map { Array($0.utf8) }
    if ChildProcess.run(words, .foreground) != .code(0) { try StandardOutput.write(text) }
  }
}
