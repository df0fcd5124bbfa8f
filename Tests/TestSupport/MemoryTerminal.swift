import Glibc
import Screen

/// A terminal in memory: scripted events in, frames out.
///
/// ```swift
/// let terminal = MemoryTerminal(Size(columns: 80, rows: 24), script: [.keys("jj"), .keys("q")])
/// run(terminal)
/// terminal.frame?.lines
/// ```
/// After the script every call gives `.hangup`, so that a loop which waits for more comes to its end.
public final class MemoryTerminal: Terminal {
  /// One thing that happens while the program waits.
  public enum Step: Sendable {
    /// These events come together.
    case events([InputEvent])
    /// Nothing comes until the mailbox has a message; after 10 s without one the terminal hangs up.
    case wake

    /// Keys by what they type; all come together.
    public static func keys(_ text: String) -> Step {
      .events(text.unicodeScalars.map { .key(.scalar($0)) })
    }

    /// One key.
    public static func key(_ key: Key) -> Step { .events([.key(key)]) }
  }

  /// The size; a scripted `.resize` changes it.
  public private(set) var size: Size
  /// Whether other than ASCII can be shown.
  public let isUnicode: Bool
  /// Every frame drawn, in order.
  public private(set) var frames: [Grid] = []
  /// The bytes sent between frames, one element a call.
  public private(set) var written: [[UInt8]] = []
  /// Whether the mouse was asked for.
  public private(set) var hasMouse = false
  /// How often the program was suspended.
  public private(set) var suspensions = 0
  /// How often the terminal was given to another program.
  public private(set) var releases = 0
  /// How often everything was painted anew.
  public private(set) var repaints = 0
  /// Whether the terminal was given back.
  public private(set) var isClosed = false
  private var script: ArraySlice<Step>
  private var pending: [InputEvent] = []

  /// Makes a terminal that plays a script.
  public init(_ size: Size, isUnicode: Bool = true, script: [Step] = []) {
    self.size = size
    self.isUnicode = isUnicode
    self.script = script[...]
  }

  /// The frame that is on the screen.
  public var frame: Grid? { frames.last }

  /// Adds to the script.
  public func play(_ steps: Step...) { script.append(contentsOf: steps) }

  /// Keeps a frame.
  public func draw(_ grid: Grid) { frames.append(grid) }

  /// Plays the next step of the script.
  public func nextEvents(wake: Int32) -> [InputEvent] {
    if !pending.isEmpty {
      defer { pending = [] }
      return pending
    }
    switch script.popFirst() {
    case nil: return [.hangup]
    case .events(let events):
      for case .resize(let size) in events { self.size = size }
      return events
    case .wake:
      var descriptor = pollfd(fd: wake, events: Int16(POLLIN), revents: 0)
      return poll(&descriptor, 1, 10_000) > 0 ? [] : [.hangup]
    }
  }

  /// Counts, and goes on at once with `.resumed`.
  public func suspend() {
    suspensions += 1
    pending.append(.resumed)
  }

  /// Counts, and runs `body`.
  public func release<T>(_ body: () throws -> T) rethrows -> T {
    releases += 1
    return try body()
  }

  /// Counts.
  public func redrawAll() { repaints += 1 }

  /// Keeps the bytes.
  public func write(_ bytes: [UInt8]) { written.append(bytes) }

  /// Keeps the wish.
  public func setMouse(_ on: Bool) { hasMouse = on }

  /// Notes the end.
  public func close() { isClosed = true }
}
