import Glibc

/// Standard output: results.
enum StandardOutput {
  /// Prints a text, and a line end.
  static func print(_ text: String) {
    Descriptor.write(text + "\n", to: STDOUT_FILENO)
  }
}

/// Standard error: messages.
enum StandardError {
  /// Prints a line.
  static func print(_ text: String) {
    Descriptor.write(text + "\n", to: STDERR_FILENO)
  }
}

private enum Descriptor {
  /// Writes all of a text; a reader that is gone ends the program as it ends `cat`, by SIGPIPE.
  static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, !rest.isEmpty {
        let count = Glibc.write(descriptor, start, rest.count)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}
