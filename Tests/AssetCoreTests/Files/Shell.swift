import Glibc

/// Runs a real program for a test to compare with.
enum Shell {
  /// How a command ended, and what it said.
  struct Run: Equatable {
    var status: Int32
    var output: String
  }

  /// Runs a command line of `sh` and waits for it.
  static func run(_ command: String) throws -> Run {
    guard let stream = popen(command, "re") else { throw ShellError(number: errno) }
    var output: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&block, 1, block.count, stream)
      if count == 0 { break }
      output += block[..<count]
    }
    return Run(status: pclose(stream) >> 8, output: String(decoding: output, as: UTF8.self))
  }

  struct ShellError: Error {
    var number: Int32
  }
}
