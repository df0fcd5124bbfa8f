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
    _ program: String, _ arguments: [String], in folder: String? = nil, state: String? = nil,
    cache: String? = nil,
    isDrawn: (VirtualScreen) -> Bool, isComplete: (VirtualScreen) -> Bool
  ) throws {
    let start = Span.now
    terminal = try PseudoTerminal(
      program, arguments,
      environment: [
        "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin",
        // What is pending is saved at each change, as it is for a person.
        "XDG_STATE_HOME": state,
        // What was read is remembered where there is a place for it.
        "XDG_CACHE_HOME": cache,
      ].compactMapValues { $0 }, directory: folder, size: Size(columns: 80, rows: 24))
    try terminal.wait(seconds: 120, until: isDrawn)
    firstFrame = Span.now - start
    try terminal.wait(seconds: 300, until: isComplete)
    complete = Span.now - start
    while terminal.read(timeout: 200) {}
  }

  /// Presses keys one by one; each is drawn when nothing more comes for 50 ms.
  ///
  /// - Parameter first: a key pressed before each, whose time does not count.
  func press(_ keys: [String], after first: String? = nil) -> KeyTimes {
    var times = KeyTimes()
    for key in keys {
      if let first { _ = timed(first) }
      let before = terminal.output.count
      times.add(timed(key), bytes: terminal.output.count - before)
    }
    return times
  }

  /// The time until the last that a key draws.
  private func timed(_ key: String) -> Span {
    let start = Span.now
    terminal.send(key)
    var last = start
    while terminal.read(timeout: last.nanoseconds == start.nanoseconds ? 2000 : 50) {
      last = Span.now
    }
    return last - start
  }

  /// The greatest part of memory that the process has held so far, in KiB, as the kernel counts it.
  var peakMemory: Int {
    let status = (try? Command.run("cat", ["/proc/\(terminal.process)/status"]).output) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
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

  /// How often another span goes into this one, with two digits behind the point.
  func ratio(to other: Span) -> String {
    guard other.nanoseconds > 0 else { return "-" }
    let hundredths = nanoseconds * 100 / other.nanoseconds
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)x"
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

  /// The 95th percentile: that of 20 keys, or fewer, is the worst.
  var high: Span {
    let sorted = spans.sorted()
    return sorted.isEmpty ? Span(nanoseconds: 0) : sorted[sorted.count * 95 / 100]
  }

  /// Median, 95th percentile, and bytes a key.
  var description: String {
    guard !spans.isEmpty else { return "no keys" }
    let middle = spans.sorted()[spans.count / 2]
    return "p50 \(middle), p95 \(high), \(bytes / spans.count) bytes a key"
  }
}
