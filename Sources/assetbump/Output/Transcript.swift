import AssetCore

/// What a command prints, printed and kept, so that it can be remembered.
struct Transcript {
  /// What was printed so far; nil where it is too much to be kept.
  private(set) var answer: Answer? = Answer(output: [], messages: [], code: 0)

  /// Prints to standard output as it is.
  mutating func write(_ text: String) throws(CommandError) {
    try StandardOutput.write(text)
    answer?.output.append(contentsOf: text.utf8)
    limit()
  }

  /// Prints a line to standard error.
  mutating func say(_ line: String) {
    StandardError.print(line)
    answer?.messages.append(contentsOf: (line + "\n").utf8)
    limit()
  }

  private mutating func limit() {
    if let kept = answer, kept.output.count + kept.messages.count > Answer.largest { answer = nil }
  }
}

extension Answer {
  /// Prints it all.
  func play() throws(CommandError) {
    try StandardOutput.write(output)
    StandardError.write(messages)
  }
}
