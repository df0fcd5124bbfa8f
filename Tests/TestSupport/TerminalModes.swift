import Glibc

/// The modes of a terminal's line (termios), for comparing before and after.
public struct TerminalModes: Hashable, Sendable {
  /// The flags of input, output, control and local modes.
  public let flags: [UInt32]
  /// The control characters.
  public let characters: [UInt8]

  /// Whether input comes in lines (ICANON).
  public var isCanonical: Bool { flags[3] & UInt32(ICANON) != 0 }
  /// Whether input is echoed (ECHO).
  public var echoes: Bool { flags[3] & UInt32(ECHO) != 0 }

  init(of descriptor: Int32) {
    var modes = termios()
    tcgetattr(descriptor, &modes)
    flags = [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
    characters = withUnsafeBytes(of: modes.c_cc) { Array($0) }
  }
}
