import AssetCore
import Planning
import Values

/// The lines of files around findings, as far as they were read since the last scan.
struct Excerpts: Equatable {
  private var known: [Question: FileExcerpt] = [:]
  private var asked: Question?
  private var number = 0

  /// Where.
  struct Question: Hashable {
    let file: BytePath
    let line: Int
  }

  subscript(question: Question) -> FileExcerpt? { known[question] }

  /// Begins to read an answer.
  ///
  /// - Returns: the number of the reading; nil where it is known already, or being read.
  mutating func begin(_ question: Question) -> Int? {
    guard known[question] == nil, asked != question else { return nil }
    asked = question
    number += 1
    return number
  }

  /// Takes in what was read; what an older reading gave is dropped.
  mutating func receive(_ excerpt: FileExcerpt, reading: Int) {
    guard reading == number, let question = asked else { return }
    asked = nil
    if known.count >= Excerpts.most { known = [:] }
    known[question] = excerpt
  }

  /// Forgets everything: the files may have changed.
  mutating func forget() {
    known = [:]
    asked = nil
    number += 1
  }

  private static let most = 200
  /// The most lines of references that are asked for at once.
  static let mostShown = 60
}
