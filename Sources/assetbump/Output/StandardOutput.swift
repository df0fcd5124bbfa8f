import Disk
import Glibc
import Values

/// Standard output: results.
enum StandardOutput {
  /// Prints a text, and a line end.
  ///
  /// - Throws: ``CommandError/noOutput(_:)`` where not all of it could be written. A reader that is
  ///   gone ends the program as it ends `cat`, by SIGPIPE.
  static func print(_ text: String) throws(CommandError) {
    try write(text + "\n")
  }

  /// Prints a text as it is.
  ///
  /// - Throws: as ``print(_:)``.
  static func write(_ text: String) throws(CommandError) {
    var text = text
    try send { write in text.withUTF8 { write(UnsafeRawBufferPointer($0)) } }
  }

  /// Prints bytes as they are.
  ///
  /// - Throws: as ``print(_:)``.
  static func write(_ bytes: [UInt8]) throws(CommandError) {
    try send { write in bytes.withUnsafeBytes { write($0) } }
  }

  /// Prints bytes that lie elsewhere as they are.
  ///
  /// - Throws: as ``print(_:)``.
  static func write(_ bytes: UnsafeRawBufferPointer) throws(CommandError) {
    try send { write in write(bytes) }
  }

  /// Prints the lines of a file as they are; on a terminal with control characters made visible.
  ///
  /// - Throws: as ``print(_:)``.
  static func print(lines: [[UInt8]]) throws(CommandError) {
    if isatty(STDOUT_FILENO) == 1 {
      for line in lines { try print(VisibleText.of(line)) }
    } else {
      try write(lines.reduce(into: [UInt8]()) { $0 += $1 + [UInt8(ascii: "\n")] })
    }
  }

  /// Has a body write; not where the files behind the output could not all be opened.
  private static func send(
    _ body: ((UnsafeRawBufferPointer) -> Int32) -> Int32
  ) throws(CommandError) {
    if let reason = DescriptorShortage.reason { throw .noDescriptors(reason) }
    let failure = body { StreamWriter.write($0, to: STDOUT_FILENO) }
    if failure != 0 { throw .noOutput(String(cString: strerror(failure))) }
  }
}
