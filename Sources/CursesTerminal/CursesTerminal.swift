import CTerminal
import Glibc
import Screen

/// The terminal by ncurses.
///
/// ncurses draws and sets modes; the bytes of the keyboard are read here and decoded by `InputDecoder`,
/// since `get_wch` swallows up to 143 keys after a byte that is no UTF-8 (ncurses 6.4). Only one may
/// exist at a time, used by the main thread.
public final class CursesTerminal: Terminal {
  /// What the person may choose.
  public struct Options: Sendable {
    /// Whether to use colours where the terminal has them.
    public var useColor: Bool
    /// Whether to ask for reports of the mouse from the start.
    public var mouse: Bool
    /// The colours; nil for those that suit the terminal's ground, dark till it tells.
    public var theme: Theme?

    /// Makes options.
    public init(useColor: Bool = true, mouse: Bool = false, theme: Theme? = nil) {
      self.useColor = useColor
      self.mouse = mouse
      self.theme = theme
    }
  }

  /// The size as of the last event.
  public private(set) var size: Size
  /// Whether the locale has UTF-8; without, ASCII is drawn and `?` for all else.
  public let isUnicode: Bool

  private let signals: Int32
  private var looks: LookTable
  /// Whether the theme goes by the terminal's ground.
  private let followsGround: Bool
  private var decoder: InputDecoder
  private var deadline: Deadline?
  private var pending: [InputEvent] = []
  private var isOpen = true

  /// Takes over the screen.
  ///
  /// - Throws: `TerminalError`; the screen is then untouched.
  public init(_ options: Options = Options()) throws(TerminalError) {
    if isatty(STDIN_FILENO) == 0 { throw .notATerminal(stream: "standard input") }
    if isatty(STDOUT_FILENO) == 0 { throw .notATerminal(stream: "standard output") }
    let isUnicode = ct_locale()
    guard let term = CursesTerminal.usableTerm() else {
      throw .cannotPosition(term: CursesTerminal.term)
    }
    // Before ncurses, which leaves alone the handlers that it finds.
    signals = ct_signals_start()
    guard signals >= 0 else { throw .noSignals }
    size = CursesTerminal.systemSize()
    guard ct_screen_start(term, options.useColor, Int32(size.columns), Int32(size.rows)) else {
      ct_signals_stop()
      throw .cannotPosition(term: CursesTerminal.term)
    }
    self.isUnicode = isUnicode
    let colors = ct_color_count()
    let palette: Palette =
      !options.useColor || colors < 8
      ? .none : colors < 256 ? .eight : .many(options.theme ?? CursesTerminal.namedGround ?? .dark)
    looks = LookTable(palette)
    followsGround =
      options.theme == nil && CursesTerminal.namedGround == nil && palette == .many(.dark)
    decoder = InputDecoder(
      extra: TerminalKeys.sequences(), escapeDelayMilliseconds: CursesTerminal.escapeDelay())
    usePairs()
    if options.mouse { ct_mouse(true) }
    if followsGround { ct_ask_ground() }
  }

  /// Tells ncurses the pairs of colours.
  private func usePairs() {
    for (number, pair) in looks.pairs.enumerated() {
      ct_pair(Int32(number + 1), pair.foreground, pair.background)
    }
  }

  /// The theme for what rxvt and others say of their ground: `COLORFGBG=15;0`; nil where they do not.
  private static var namedGround: Theme? {
    guard let text = getenv("COLORFGBG"),
      let last = String(cString: text).split(separator: ";").last,
      let number = Int(last)
    else { return nil }
    return number == 7 || number == 15 ? .light : .dark
  }

  deinit { close() }

  /// Shows a frame.
  public func draw(_ grid: Grid) {
    guard isOpen else { return }
    for row in 0..<min(grid.size.rows, size.rows) {
      for column in 0..<min(grid.size.columns, size.columns) {
        put(grid[row, column], row: row, column: column)
      }
    }
    let cursor = grid.cursor ?? Position(row: -1, column: -1)
    ct_flush(Int32(clamping: cursor.row), Int32(clamping: cursor.column))
  }

  /// Sleeps until the terminal has events or `wake` becomes readable.
  public func nextEvents(wake: Int32) -> [InputEvent] {
    guard isOpen else { return [.hangup] }
    while true {
      if !pending.isEmpty {
        defer { pending = [] }
        return pending
      }
      var descriptors = [STDIN_FILENO, signals, wake].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      let count = poll(&descriptors, 3, deadline?.remainingMilliseconds() ?? -1)
      if count < 0, errno != EINTR { return [.hangup] }
      if count > 0, descriptors[1].revents != 0 { takeSignals() }
      if count > 0, descriptors[0].revents != 0 {
        if takeInput() {
          defer { pending = [] }
          return pending
        }
      } else if let deadline, deadline.remainingMilliseconds() == 0 {
        pending += decoder.timeout()
        self.deadline = nil
      }
      if count > 0, descriptors[2].revents != 0, pending.isEmpty { return [] }
    }
  }

  /// Gives the terminal back and stops the program and the others of its process group.
  public func suspend() {
    stop(group: true)
  }

  /// Gives the terminal to another program while `body` runs.
  public func release<T>(_ body: () throws -> T) rethrows -> T {
    guard isOpen else { return try body() }
    ct_leave()
    defer {
      // What was typed for the other program must not become commands here.
      tcflush(STDIN_FILENO, TCIFLUSH)
      enter()
      // ^C and the like were meant for the other program; a wish to end this one stands.
      for signal in readSignals() where signal == SIGTERM || signal == SIGHUP {
        pending.append(.terminate(signal))
      }
    }
    return try body()
  }

  /// Paints every cell anew with the next frame.
  public func redrawAll() {
    ct_repaint()
  }

  /// Sends bytes as they are between two frames.
  public func write(_ bytes: [UInt8]) {
    guard isOpen else { return }
    ct_send(bytes, bytes.count)
  }

  /// Asks for reports of the mouse, or for none.
  public func setMouse(_ on: Bool) {
    guard isOpen else { return }
    ct_mouse(on)
  }

  /// Gives the terminal back for good.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    ct_screen_stop()
    ct_signals_stop()
  }

  /// Ends the program by a signal, so that its parent sees which; to be called after `close`.
  public static func dieBySignal(_ signal: Int32) -> Never {
    ct_die(signal)
  }
}

extension CursesTerminal {
  private func put(_ cell: Cell, row: Int, column: Int) {
    if cell.isContinuation { return }
    let look = looks.cells[LookTable.index(of: cell.style)]
    var scalar = cell.scalar.value
    var (first, second) = cell.markValues
    if scalar >= 0x80, ct_learn_width(scalar, Int32(cell.width)) {
      for mark in [first, second] where mark != 0 { ct_learn_width(mark, 0) }
    }
    if scalar >= 0x80, !isUnicode || ct_width(scalar) != Int32(cell.width) {
      // Not UTF-8, or a system whose table differs from ours: ncurses would shift the row.
      scalar = isUnicode ? 0xFFFD : UInt32(UInt8(ascii: "?"))
      if cell.width == 2 {
        ct_put(Int32(row), Int32(column + 1), 0x20, 0, 0, look.attributes, look.pair)
      }
    }
    if !isUnicode { (first, second) = (0, 0) }
    if first != 0, ct_width(first) != 0 { first = 0 }
    if second != 0, ct_width(second) != 0 { second = 0 }
    if first == 0 { (first, second) = (second, 0) }
    ct_put(Int32(row), Int32(column), scalar, first, second, look.attributes, look.pair)
  }

  /// Takes what was typed.
  ///
  /// - Returns: whether the screen is to be drawn anew, in other colours.
  private func takeInput() -> Bool {
    var isRecolored = false
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    if count > 0 {
      for event in decoder.feed(bytes[..<count]) {
        guard case .ground(let isDark) = event else {
          pending.append(event)
          continue
        }
        if followsGround {
          looks = LookTable(.many(isDark ? .dark : .light))
          usePairs()
          ct_repaint()
          isRecolored = true
        }
      }
      deadline = decoder.pendingTimeoutMilliseconds.map(Deadline.init(milliseconds:))
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      pending.append(.hangup)
    }
    return isRecolored
  }

  private func takeSignals() {
    var isResized = false
    for signal in readSignals() {
      switch signal {
      case SIGWINCH: isResized = true
      case SIGTSTP: stop(group: false)
      case SIGCONT:
        // Stopped by SIGSTOP, which no program sees: the shell has set the modes of its own since.
        ct_leave()
        pending.append(.resumed)
        enter()
      default: pending.append(.terminate(signal))
      }
    }
    if isResized { noteSize() }
  }

  private func stop(group: Bool) {
    guard isOpen else { return }
    ct_leave()
    ct_stop(group)
    let signals = readSignals()
    pending.append(.resumed)
    enter()
    // That it went on, and its new size, are dealt with here; a wish to end it stands.
    for signal in signals where signal != SIGCONT && signal != SIGWINCH && signal != SIGTSTP {
      pending.append(.terminate(signal))
    }
  }

  /// Takes the screen again after `ct_leave`, with the size that it has by now.
  private func enter() {
    let before = size
    size = CursesTerminal.systemSize()
    ct_enter(Int32(size.columns), Int32(size.rows))
    if size != before { pending.append(.resize(size)) }
  }

  private func readSignals() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(signals, &bytes, bytes.count)
    return bytes.prefix(max(count, 0)).map(Int32.init)
  }

  /// Takes over the size that the terminal has now, if it is another one.
  private func noteSize() {
    let new = CursesTerminal.systemSize()
    guard new != size else { return }
    size = new
    ct_resize(Int32(size.columns), Int32(size.rows))
    pending.append(.resize(size))
  }

  private static func systemSize() -> Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    ct_terminal_size(&columns, &rows)
    return Size(columns: Int(columns), rows: Int(rows))
  }

  private static var term: String {
    getenv("TERM").map { String(cString: $0) } ?? ""
  }

  /// The name of a terminal entry that can draw: that of TERM, or one that its kind understands.
  private static func usableTerm() -> String? {
    let term = self.term
    if ct_can_position(term) { return term }
    // Their own entries come in packages that a server seldom has.
    let xterms = [
      "xterm", "kitty", "alacritty", "foot", "ghostty", "wezterm", "konsole", "contour",
    ]
    let screens = ["tmux", "screen"]
    for (kinds, entry) in [(xterms, "xterm-256color"), (screens, "screen-256color")]
    where kinds.contains(where: term.hasPrefix) && ct_can_position(entry) {
      return entry
    }
    return nil
  }

  /// How long a lone ESC waits, in milliseconds: ESCDELAY as ncurses reads it, else 20.
  private static func escapeDelay() -> Int {
    guard let text = getenv("ESCDELAY"), let delay = Int(String(cString: text)),
      (0...10_000).contains(delay)
    else { return 20 }
    return delay
  }
}
