import Glibc
import Screen

/// A program on a terminal of its own, driven by a test.
///
/// The program leads a new session whose controlling terminal is a new pseudo-terminal. Its output is
/// kept as bytes and shown on a `VirtualScreen`. Nothing here sleeps: each wait ends as soon as the
/// program has written what the test waits for, or throws at its deadline with the screen in the error.
///
/// ```swift
/// let terminal = try PseudoTerminal("/bin/cat", size: Size(columns: 20, rows: 4))
/// terminal.send("hello\r")
/// try terminal.wait { $0.lines[1].hasPrefix("hello") }
/// terminal.send("\u{4}")  // ^D
/// try terminal.waitForExit()  // .code(0)
/// ```
/// For job control (^Z and `fg`) start a shell and let it start the program: the leader of a session
/// does not stop by SIGTSTP, since nobody could continue it.
public final class PseudoTerminal {
  /// How a program ended.
  public enum Exit: Hashable, Sendable {
    /// By itself, with an exit code.
    case code(Int32)
    /// By a signal.
    case signal(Int32)
  }

  /// The process, which also leads its session and first process group.
  public let process: pid_t
  /// Everything that the program wrote.
  public private(set) var output: [UInt8] = []
  /// What the terminal shows now.
  public private(set) var screen: VirtualScreen
  /// The modes of the terminal before the program started.
  public let initialModes: TerminalModes
  /// The processor time that the program took, in seconds; nil until `waitForExit` saw its end.
  public private(set) var processorSeconds: Double?
  private var master: Int32
  private var exit: Exit?
  private var isDrained = false

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: the path of the program.
  ///   - arguments: its arguments, without its own name.
  ///   - environment: its whole environment; TERM is `xterm-256color` and LC_ALL `C.UTF-8` unless named.
  ///   - directory: the folder in which it starts, or nil for the one of the test.
  ///   - size: the size of its terminal.
  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
    directory: String? = nil, size: Size = Size(columns: 80, rows: 24)
  ) throws(PseudoTerminalError) {
    let pair = try PseudoTerminalPair(size)
    defer { Glibc.close(pair.slave) }
    master = pair.master
    initialModes = TerminalModes(of: pair.master)
    screen = VirtualScreen(size)
    // What threads hold that are still at work when the program ends is no leak.
    var variables = [
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "ASAN_OPTIONS": "detect_leaks=0",
    ]
    variables.merge(environment) { _, given in given }
    do throws(PseudoTerminalError) {
      process = try pair.spawn(program, arguments, variables, directory)
    } catch {
      Glibc.close(pair.master)
      throw error
    }
  }

  deinit {
    if exit == nil {
      kill(process, SIGKILL)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
    if master >= 0 { Glibc.close(master) }
  }

  /// The modes of the terminal now.
  public var modes: TerminalModes { TerminalModes(of: master) }

  /// Types text.
  public func send(_ text: String) { send(Array(text.utf8)) }

  /// Types bytes.
  public func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
    }
  }

  /// Changes the size of the terminal; the system tells the program by SIGWINCH.
  public func resize(_ size: Size) {
    // What was written before is for the old size.
    drain()
    screen.resize(size)
    var window = winsize(
      ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
  }

  /// Takes the terminal away, as closing its window does.
  public func hangUp() {
    drain()
    Glibc.close(master)
    master = -1
    isDrained = true
  }

  /// Sends a signal to the process.
  public func signal(_ number: Int32) { kill(process, number) }

  /// Waits until the screen is as wanted.
  ///
  /// - Parameters:
  ///   - seconds: the longest time to wait.
  ///   - predicate: whether the screen is as wanted.
  /// - Returns: the screen.
  /// - Throws: `.timedOut`, or `.ended` where the program closed its terminal before, both with the
  ///   screen's text.
  @discardableResult
  public func wait(
    seconds: Double = 10, until predicate: (VirtualScreen) -> Bool
  ) throws(PseudoTerminalError) -> VirtualScreen {
    let deadline = TestDeadline(seconds: seconds)
    while !predicate(screen) {
      if isDrained { throw .ended(screen: screen.text) }
      guard let remaining = deadline.remainingMilliseconds else {
        throw .timedOut(screen: screen.text)
      }
      read(timeout: remaining)
    }
    return screen
  }

  /// Waits until a text stands within a row.
  @discardableResult
  public func wait(
    seconds: Double = 10, for text: String
  ) throws(PseudoTerminalError) -> VirtualScreen {
    try wait(seconds: seconds) { $0.shows(text) }
  }

  /// Waits until the program ends, reading what it still writes.
  ///
  /// - Throws: `.timedOut` with the screen's text.
  @discardableResult
  public func waitForExit(seconds: Double = 10) throws(PseudoTerminalError) -> Exit {
    if let exit { return exit }
    let deadline = TestDeadline(seconds: seconds)
    while true {
      var status: Int32 = 0
      var usage = rusage()
      if wait4(process, &status, WNOHANG, &usage) == process {
        processorSeconds = usage.seconds
        let exit = Exit(status: status)
        self.exit = exit
        drain()
        return exit
      }
      guard let remaining = deadline.remainingMilliseconds else {
        throw .timedOut(screen: screen.text)
      }
      // The end of a process makes no descriptor readable; the end of its output mostly comes with it.
      if isDrained { poll(nil, 0, min(remaining, 5)) } else { read(timeout: min(remaining, 50)) }
    }
  }

  /// Reads what the program has written so far.
  public func drain() {
    while !isDrained, read(timeout: 0) {}
  }

  /// Reads once, waiting for at most so many milliseconds, for ever below 0; false when nothing came.
  @discardableResult
  public func read(timeout: Int32) -> Bool {
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, timeout) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(master, &bytes, bytes.count)
    if count > 0 {
      output += bytes[..<count]
      screen.feed(bytes[..<count])
      return true
    }
    // EIO: no process has the terminal open any more.
    if count == 0 || errno != EINTR { isDrained = true }
    return false
  }
}

extension rusage {
  /// The time in the program and in the system for it, in seconds.
  fileprivate var seconds: Double {
    [ru_utime, ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1_000_000 }
  }
}

extension PseudoTerminal.Exit {
  /// Reads a status as `waitpid` gives it: the signal in the low 7 bits, the code in the next 8.
  init(status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .code(status >> 8 & 0xFF) : .signal(signal)
  }
}
