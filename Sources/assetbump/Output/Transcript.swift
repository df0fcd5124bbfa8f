import AssetCore
import Synchronization

/// What a command prints, printed and put down, so that it can be remembered.
final class Transcript: Sendable {
  private let kept: Mutex<Kept>

  private struct Kept {
    var draft: AnswerDraft?
    var messages: [UInt8] = []
  }

  /// Begins a transcript.
  ///
  /// - Parameter draft: where what is printed is put down; nil where it is not.
  init(keptIn draft: sending AnswerDraft?) {
    kept = Mutex(Kept(draft: draft))
  }

  /// Prints to standard output as it is.
  func write(_ text: String) throws(CommandError) {
    try write(Array(text.utf8))
  }

  /// Prints bytes to standard output as they are.
  func write(_ bytes: [UInt8]) throws(CommandError) {
    try StandardOutput.write(bytes)
    kept.withLock { $0.draft?.add(bytes) }
  }

  /// Prints a line to standard error.
  func say(_ line: String) {
    StandardError.print(line)
    kept.withLock { $0.messages += Array((line + "\n").utf8) }
  }

  /// Lets it not be remembered.
  func forget() {
    kept.withLock { $0.draft = nil }
  }

  /// Ends it with the exit code.
  func finish(_ code: Int32) {
    kept.withLock { $0.draft?.finish(messages: $0.messages, code: code) }
  }
}

extension StoredAnswer {
  /// Prints it all.
  func play() throws {
    try forEachPiece { try StandardOutput.write($0) }
    StandardError.write(messages)
  }
}
