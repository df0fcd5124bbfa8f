import Disk
import Glibc
import Values

/// Standard error: messages.
enum StandardError {
  /// Prints a line; there is nobody to tell where that fails.
  static func print(_ text: String) {
    var text = text + "\n"
    text.withUTF8 { _ = StreamWriter.write(UnsafeRawBufferPointer($0), to: STDERR_FILENO) }
  }

  /// Prints bytes as they are.
  static func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { _ = StreamWriter.write($0, to: STDERR_FILENO) }
  }
}
