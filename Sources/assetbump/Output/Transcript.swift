import AssetCore
import Synchronization

/// What a command prints, printed and kept, so that it can be remembered.
final class Transcript: Sendable {
  private let kept: Mutex<Answer?>

  /// Begins a transcript.
  ///
  /// - Parameter isKept: whether what is printed is kept.
  init(isKept: Bool) {
    kept = Mutex(isKept ? Answer(output: [], messages: [], code: 0) : nil)
  }

  /// What was printed so far; nil where it is not kept, or too much to be.
  var answer: Answer? { kept.withLock { $0 } }

  /// Prints to standard output as it is.
  func write(_ text: String) throws(CommandError) {
    try write(Array(text.utf8))
  }

  /// Prints bytes to standard output as they are.
  func write(_ bytes: [UInt8]) throws(CommandError) {
    try StandardOutput.write(bytes)
    keep { $0.output += bytes }
  }

  /// Prints a line to standard error.
  func say(_ line: String) {
    StandardError.print(line)
    keep { $0.messages += Array((line + "\n").utf8) }
  }

  private func keep(_ add: (inout Answer) -> Void) {
    kept.withLock { kept in
      guard var answer = kept else { return }
      kept = nil
      add(&answer)
      if answer.output.count + answer.messages.count <= Answer.largest { kept = answer }
    }
  }
}

extension Answer {
  /// Prints it all.
  func play() throws(CommandError) {
    try StandardOutput.write(output)
    StandardError.write(messages)
  }
}
