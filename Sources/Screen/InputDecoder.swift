/// Bytes of a terminal's keyboard in, events out; state is kept between calls.
///
/// Any bytes may come. A whole sequence is consumed even when it is unknown, since its letters would be
/// taken for commands; a byte that is no UTF-8 gives U+FFFD at once and never swallows the next key. A
/// modifier without meaning here is left out: Control-Up is Up.
///
/// ```swift
/// var decoder = InputDecoder()
/// decoder.feed([0x1B, UInt8(ascii: "["), UInt8(ascii: "A")])  // [.key(.up)]
/// decoder.feed([0x1B])              // [], and pendingTimeoutMilliseconds is 20
/// decoder.timeout()                 // [.key(.escape)]
/// ```
public struct InputDecoder: Sendable {
  private enum State: Hashable {
    case ground, escape, control, application, console, mouse, string, stringEscape, paste
  }

  /// How long a paste may pause before it is taken as ended, in milliseconds.
  public static let pasteTimeoutMilliseconds = 2000

  /// How long a sequence that no person types may pause within, in milliseconds.
  ///
  /// Longer than for Escape: over a slow line the rest of the sequence would be taken for keys.
  public static let sequenceTimeoutMilliseconds = 250

  private static let escapeByte: UInt8 = 0x1B
  private static let storedLimit = 64

  private let extra: [[UInt8]: Key]
  private let escapeDelay: Int
  private var state = State.ground
  private var raw: [UInt8] = []
  private var text = ScalarDecoder()
  private var isAlt = false
  private var paste = PasteReader()
  private var events: [InputEvent] = []

  /// Makes a decoder.
  ///
  /// - Parameters:
  ///   - extra: further key sequences, as terminfo gives them; they win over the built-in ones. Used are
  ///     those of the forms `ESC x`, `ESC [ …` and `ESC O …`.
  ///   - escapeDelayMilliseconds: how long a lone ESC waits for the rest of a sequence.
  public init(extra: [[UInt8]: Key] = [:], escapeDelayMilliseconds: Int = 20) {
    self.extra = extra
    escapeDelay = max(escapeDelayMilliseconds, 0)
  }

  /// Whether something is pending that only `timeout` can end.
  public var needsTimeout: Bool { state != .ground }

  /// After how many milliseconds without further bytes to call `timeout`, or nil for never.
  public var pendingTimeoutMilliseconds: Int? {
    switch state {
    case .ground: nil
    case .paste: InputDecoder.pasteTimeoutMilliseconds
    default:
      raw.count <= 2 ? escapeDelay : max(escapeDelay, InputDecoder.sequenceTimeoutMilliseconds)
    }
  }

  /// Takes in bytes and gives the events that they complete.
  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
    for byte in bytes { decode(byte) }
    return takeEvents()
  }

  /// Ends what is pending because nothing came after it.
  ///
  /// A lone ESC is Escape, `ESC [` and the like are Alt with that character, a longer sequence is
  /// dropped, a paste without an end is delivered.
  public mutating func timeout() -> [InputEvent] {
    switch state {
    case .ground: endText()
    case .escape: emit(.escape)
    case .paste: events.append(.paste(paste.text))
    default:
      if raw.count == 2 { emit(.alt(Unicode.Scalar(raw[1]))) }
    }
    enter(.ground)
    return takeEvents()
  }

  private mutating func decode(_ byte: UInt8) {
    switch state {
    case .ground: takeGround(byte)
    case .escape: takeEscape(byte)
    case .control: takeControl(byte)
    case .application: takeApplication(byte)
    case .console:
      if let key = extra[raw + [byte]] ?? KeySequences.console(byte) { emit(key) }
      abandon(byte, if: !(0x40...0x7E).contains(byte))
    case .mouse: takeMouse(byte)
    case .string: takeString(byte)
    case .stringEscape:
      if byte == UInt8(ascii: "\\") { finishString() }
      enter(byte == UInt8(ascii: "\\") ? .ground : .escape)
      if state == .escape { takeEscape(byte) }
    case .paste:
      if paste.isComplete(with: byte) {
        events.append(.paste(paste.text))
        enter(.ground)
      }
    }
  }

  private mutating func takeGround(_ byte: UInt8) {
    switch text.decode(byte) {
    case .incomplete: break
    case .bad: type("\u{FFFD}")
    case .badBefore:
      type("\u{FFFD}")
      takeGround(byte)
    case .scalar(let scalar):
      switch scalar.value {
      case 0x1B: enter(.escape)
      case 0x00..<0x20, 0x7F: emit(.control(byte: byte))
      case 0x80..<0xA0: type("\u{FFFD}")
      default: type(scalar)
      }
    }
  }

  private mutating func takeEscape(_ byte: UInt8) {
    raw.append(byte)
    if let key = extra[raw] {
      emit(key)
      enter(.ground)
      return
    }
    switch byte {
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "O"): state = .application
    // Not PM and SOS (`ESC ^`, `ESC X`): no terminal sends them, and a person types them with Alt.
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"):
      state = .string
    case 0x08, 0x7F:
      // Alt-Backspace: Escape would close the editor in which it is typed.
      enter(.ground)
      emit(.backspace)
    case 0x00..<0x20:
      emit(.escape)
      enter(.ground)
      takeGround(byte)
    default:
      enter(.ground)
      isAlt = true
      takeGround(byte)
    }
  }

  private mutating func takeControl(_ byte: UInt8) {
    store(byte)
    switch byte {
    case UInt8(ascii: "[") where raw.count == 3: state = .console
    case UInt8(ascii: "M") where raw.count == 3 && extra[raw] == nil: state = .mouse
    case UInt8(ascii: "$") where raw.count > 3 && raw[2..<raw.count - 1].allSatisfy(isDigit):
      finishControl()  // rxvt: a key with Shift
    case 0x20...0x3F: break
    case 0x40...0x7E: finishControl()
    default: abandon(byte, if: true)
    }
  }

  private mutating func finishControl() {
    let sequence = ControlSequence(raw)
    let isWhole = raw.count < InputDecoder.storedLimit
    let key = extra[raw]
    enter(.ground)
    guard isWhole else { return }
    if let key {
      emit(key)
    } else if let sequence, sequence.beginsPaste {
      enter(.paste)
    } else if let event = sequence?.event {
      events.append(event)
    }
  }

  private mutating func takeApplication(_ byte: UInt8) {
    store(byte)
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ";"): break
    case 0x40...0x7E:
      if let key = extra[raw] ?? KeySequences.application(byte) { emit(key) }
      enter(.ground)
    default: abandon(byte, if: true)
    }
  }

  /// Takes the three bytes of a mouse report in the old form, which terminals without SGR reports send.
  private mutating func takeMouse(_ byte: UInt8) {
    guard byte >= 0x20 else {
      abandon(byte, if: true)
      return
    }
    raw.append(byte)
    guard raw.count == 6 else { return }
    let numbers = raw[3...].map { Int($0) - 32 }
    if let event = InputEvent.mouse(button: numbers[0], column: numbers[1], row: numbers[2]) {
      events.append(event)
    }
    enter(.ground)
  }

  /// Takes a byte of an OSC, DCS or APC: an answer of the terminal that nobody asked for.
  private mutating func takeString(_ byte: UInt8) {
    store(byte)
    switch byte {
    case 0x07:
      raw.removeLast()
      finishString()
      enter(.ground)
    case 0x18, 0x1A: enter(.ground)
    case InputDecoder.escapeByte:
      raw.removeLast()
      state = .stringEscape
    default: break
    }
  }

  /// Takes in an answer of the terminal that is whole.
  private mutating func finishString() {
    if let event = GroundColor.event(of: raw) { events.append(event) }
  }

  /// Drops the sequence; a byte that cannot belong to it is a key by itself.
  private mutating func abandon(_ byte: UInt8, if isForeign: Bool) {
    enter(.ground)
    guard isForeign, byte != 0x18, byte != 0x1A else { return }  // CAN and SUB end a sequence
    takeGround(byte)
  }

  private mutating func enter(_ state: State) {
    self.state = state
    raw = state == .escape ? [InputDecoder.escapeByte] : []
    isAlt = false
    if state == .ground || state == .paste { paste = PasteReader() }
  }

  private mutating func store(_ byte: UInt8) {
    if raw.count < InputDecoder.storedLimit { raw.append(byte) }
  }

  private mutating func endText() {
    if text.isPending { type("\u{FFFD}") }
    text = ScalarDecoder()
  }

  private mutating func type(_ scalar: Unicode.Scalar) {
    emit(isAlt ? .alt(scalar) : .scalar(scalar))
    isAlt = false
  }

  private mutating func emit(_ key: Key) { events.append(.key(key)) }

  private mutating func takeEvents() -> [InputEvent] {
    defer { events = [] }
    return events
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
