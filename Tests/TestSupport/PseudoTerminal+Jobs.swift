import Glibc

extension PseudoTerminal {
  /// Waits until a process on this terminal has stopped.
  ///
  /// A key like ^Z stops each process of a group by itself, and a shell may go on before the last one
  /// has: that one could still take what is typed for the shell.
  ///
  /// - Throws: `.timedOut` with the screen's text.
  public func waitUntilStopped(
    _ process: pid_t, seconds: Double = 10
  ) throws(PseudoTerminalError) {
    let deadline = TestDeadline(seconds: seconds)
    while Self.state(of: process) != "T" {
      guard deadline.remainingMilliseconds != nil else { throw .timedOut(screen: screen.text) }
      if !read(timeout: 5) { poll(nil, 0, 1) }
    }
  }

  /// A process's state as `proc(5)` has it, behind the name in parentheses; nil where there is none.
  private static func state(of process: pid_t) -> Character? {
    guard let file = fopen("/proc/\(process)/stat", "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let text = String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
    return text.lastIndex(of: ")").flatMap { text[$0...].dropFirst(2).first }
  }
}
