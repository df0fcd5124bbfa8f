import CTerminal
import Glibc

/// A program that is started from here, with the signals as a shell starts one: none ignored or
/// blocked.
public struct ChildProcess {
  private let number: pid_t
  /// The descriptor to write its input to; -1 where it has none.
  private let input: Int32

  /// What a program reads and writes.
  public enum Streams: Sendable {
    /// The terminal, which listens to it alone: ^C and ^Z are for it.
    case foreground
    /// The input is given; what it writes is thrown away.
    case piped
    /// Nothing; no signal of the terminal reaches it.
    case detached
  }

  /// How a program ended.
  public enum Ending: Equatable, Sendable {
    /// With an exit code.
    case code(Int32)
    /// By a signal.
    case signal(Int32)
    /// It could not be started, or waited for: the system's error number.
    case notRun(Int32)
  }

  /// Runs a program and waits until it ends.
  ///
  /// A program in the foreground that is stopped, as by ^Z, stops this one with it; both go on after
  /// `fg`.
  ///
  /// - Parameters:
  ///   - arguments: the bytes of the program's absolute path, then those of its arguments.
  ///   - streams: what it reads and writes.
  ///   - text: the input of one that is piped.
  public static func run(
    _ arguments: [[UInt8]], _ streams: Streams, input text: [UInt8] = []
  ) -> Ending {
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { argument in
      strdup(argument.map { CChar(bitPattern: $0) } + [0])
    }
    words.append(nil)
    defer { for word in words { free(word) } }
    var input: Int32 = -1
    let number = ct_spawn(words, streams.value, &input)
    guard number > 0 else { return .notRun(-number) }
    let child = ChildProcess(number: number, input: input)
    if streams == .foreground { return child.waitInForeground() }
    child.write(text)
    return child.wait(0).map(Ending.init(status:)) ?? .notRun(errno)
  }

  private func write(_ text: [UInt8]) {
    guard input >= 0 else { return }
    var rest = text[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { break }
    }
    close(input)
  }

  /// The status once it ends or, where asked for, stops; nil where the system tells none.
  private func wait(_ options: Int32) -> Int32? {
    var status: Int32 = 0
    while waitpid(number, &status, options) < 0 {
      if errno != EINTR { return nil }
    }
    return status
  }

  private func waitInForeground() -> Ending {
    defer { ct_take_terminal(getpgrp()) }
    while let status = wait(WUNTRACED) {
      guard status & 0xFF == 0x7F else { return Ending(status: status) }
      ct_take_terminal(getpgrp())
      ct_stop(true)
      ct_take_terminal(number)
      kill(-number, SIGCONT)
    }
    return .notRun(errno)
  }
}

extension ChildProcess.Streams {
  fileprivate var value: Int32 {
    switch self {
    case .foreground: Int32(CT_FOREGROUND)
    case .piped: Int32(CT_PIPED)
    case .detached: Int32(CT_DETACHED)
    }
  }
}

extension ChildProcess.Ending {
  /// Reads a status as `waitpid` gives it: the signal in the low 7 bits, the code in the next 8.
  init(status: Int32) {
    let number = status & 0x7F
    self = number == 0 ? .code(status >> 8 & 0xFF) : .signal(number)
  }

  /// What went wrong, in words that follow the program's name; nil where it ended well.
  public var failure: String? {
    switch self {
    case .code(0): nil
    case .code(let code): "ended with exit code \(code)"
    case .signal(let number): "was ended by signal \(number)"
    case .notRun(let number): "could not be run: \(String(cString: strerror(number)))"
    }
  }
}
