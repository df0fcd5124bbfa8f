import Glibc
import Screen
import TestSupport

/// A program on a pseudo-terminal of 80x24, with what it took.
struct MeasuredRun {
  private let terminal: PseudoTerminal
  /// From the start of the process until something of use stands on the screen.
  let firstFrame: Span
  /// From the start of the process until all is listed.
  let complete: Span

  init(
    _ program: String, _ arguments: [String], in folder: String? = nil,
    isDrawn: (VirtualScreen) -> Bool, isComplete: (VirtualScreen) -> Bool
  ) throws {
    let start = Span.now
    terminal = try PseudoTerminal(
      program, arguments,
      environment: [
        "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin",
      ], directory: folder, size: Size(columns: 80, rows: 24))
    try terminal.wait(seconds: 120, until: isDrawn)
    firstFrame = Span.now - start
    try terminal.wait(seconds: 300, until: isComplete)
    complete = Span.now - start
    while terminal.read(timeout: 200) {}
  }

  /// Presses keys one by one; each is drawn when nothing more comes for 50 ms.
  func press(_ keys: [String]) -> KeyTimes {
    var times = KeyTimes()
    for key in keys {
      let before = terminal.output.count
      let start = Span.now
      terminal.send(key)
      var last = start
      while terminal.read(timeout: last.nanoseconds == start.nanoseconds ? 1000 : 50) {
        last = Span.now
      }
      times.add(last - start, bytes: terminal.output.count - before)
    }
    return times
  }

  /// The greatest part of memory that the process has held, as the kernel counts it.
  var peakMemory: String {
    let status = (try? Command.run("cat", ["/proc/\(terminal.process)/status"]).output) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.map { String($0.dropFirst(6).drop { $0 == " " || $0 == "\t" }) } ?? "?"
  }

  /// Ends the program, however it stands.
  mutating func end() {
    terminal.signal(SIGTERM)
    _ = try? terminal.waitForExit()
  }
}

/// A span of time.
struct Span: Comparable, CustomStringConvertible {
  let nanoseconds: Int

  /// The monotonic clock.
  static var now: Span {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Span(nanoseconds: time.tv_sec * 1_000_000_000 + time.tv_nsec)
  }

  static func - (left: Span, right: Span) -> Span {
    Span(nanoseconds: left.nanoseconds - right.nanoseconds)
  }

  static func < (left: Span, right: Span) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// Milliseconds, with a digit behind the point.
  var description: String {
    let tenths = (nanoseconds + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10) ms"
  }
}

/// The times from keys to what they draw.
struct KeyTimes: CustomStringConvertible {
  private var spans: [Span] = []
  private var bytes = 0

  mutating func add(_ span: Span, bytes: Int) {
    spans.append(span)
    self.bytes += bytes
  }

  /// Median, 95th percentile, and bytes a key.
  var description: String {
    guard !spans.isEmpty else { return "no keys" }
    let sorted = spans.sorted()
    let high = sorted[min(sorted.count - 1, sorted.count * 95 / 100)]
    return "p50 \(sorted[sorted.count / 2]), p95 \(high), \(bytes / spans.count) bytes a key"
  }
}
