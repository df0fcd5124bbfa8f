import Glibc

/// Why a program on a pseudo-terminal did not do what a test waits for.
public enum PseudoTerminalError: Error, CustomStringConvertible {
  /// The program, or the terminal for it, could not be started.
  case cannotStart(what: String, number: Int32)
  /// The deadline came first.
  case timedOut(screen: String)
  /// The program closed its terminal first.
  case ended(screen: String)

  /// What happened, with the screen as it was.
  public var description: String {
    switch self {
    case .cannotStart(let what, let number):
      "cannot start `\(what)`: \(String(cString: strerror(number)))"
    case .timedOut(let screen): "the deadline passed; the screen was:\n\(screen)"
    case .ended(let screen): "the program closed its terminal; the screen was:\n\(screen)"
    }
  }
}

/// A moment until which a test waits, on the clock that never jumps.
struct TestDeadline {
  private let moment: ContinuousClock.Instant

  init(seconds: Double) { moment = .now + .seconds(seconds) }

  /// The milliseconds left, at least 1, or nil when none are.
  var remainingMilliseconds: Int32? {
    let left = ContinuousClock.Instant.now.duration(to: moment)
    guard left > .zero else { return nil }
    return Int32(clamping: max(1, Int(left / .milliseconds(1))))
  }
}
