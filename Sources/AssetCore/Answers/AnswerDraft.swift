import Disk
import Values

/// An answer that is put down while it is given, so that it never lies in memory as a whole.
///
/// It counts once it is finished; whatever goes wrong before leaves what was remembered.
public final class AnswerDraft {
  private let writer: CacheWriter
  /// The size of the output so far, in bytes.
  private var size = 0
  private var hasFailed = false

  /// Begins an answer to a question, behind those to others that stay.
  ///
  /// - Parameters:
  ///   - snapshot: the state that all of them are true of.
  ///   - path: the file of answers that is replaced.
  init(
    _ question: String, in snapshot: ProjectSnapshot,
    beside others: [(question: String, answer: Answer)], replacing path: BytePath
  ) throws(FileError) {
    var questions = ByteList()
    for other in others { questions.append(other.question.utf8) }
    questions.append(question.utf8)
    writer = try CacheWriter(replacing: path)
    try writer.write(AnswerCache.kind)
    try writer.write(questions)
    try writer.write(snapshot)
    for (_, answer) in others {
      for piece in answer.output { try writer.write(piece) }
      try writer.end(answer.messages, answer.code)
    }
  }

  /// Adds what goes to standard output next.
  public func add(_ output: [UInt8]) {
    size += output.count
    // An empty piece is the end.
    guard !output.isEmpty else { return }
    if size > Answer.largest { hasFailed = true }
    trying { () throws(FileError) in try writer.write(output) }
  }

  /// Ends the answer, and remembers it.
  ///
  /// - Parameters:
  ///   - messages: what went to standard error.
  ///   - code: the exit code.
  public func finish(messages: [UInt8], code: Int32) {
    trying { () throws(FileError) in
      try writer.end(messages, code)
      try writer.finish()
    }
  }

  private func trying(_ body: () throws(FileError) -> Void) {
    guard !hasFailed else { return }
    do throws(FileError) { try body() } catch { hasFailed = true }
  }
}

extension CacheWriter {
  fileprivate func write(_ snapshot: ProjectSnapshot) throws(FileError) {
    try write(snapshot.text)
    try write(snapshot.placePaths)
    try write(snapshot.places)
    try write(snapshot.tops)
    try write(snapshot.folders)
    try write(snapshot.folderPaths)
    try write(snapshot.names)
    try write(snapshot.files)
  }

  /// Ends an answer's output, and adds what else belongs to it.
  fileprivate func end(_ messages: [UInt8], _ code: Int32) throws(FileError) {
    try write([UInt8]())
    try write(messages)
    try write([code])
  }
}
