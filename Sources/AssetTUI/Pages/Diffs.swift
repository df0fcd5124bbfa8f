import Formats
import Planning
import Site
import Values

/// What is known of the changes of assets, as far as it was read since the last scan.
struct Diffs: Equatable {
  private var known: [Question: AssetDiff] = [:]
  private var asked: Question?
  private var number = 0

  /// Whose change.
  struct Question: Hashable {
    let file: BytePath
    let digest: Digest
  }

  subscript(question: Question) -> AssetDiff? { known[question] }

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
  mutating func receive(_ diff: AssetDiff, reading: Int) {
    guard reading == number, let question = asked else { return }
    asked = nil
    if known.count >= Diffs.most { known = [:] }
    known[question] = diff
  }

  /// Forgets everything: the files may have changed.
  mutating func forget() {
    known = [:]
    asked = nil
    number += 1
  }

  private static let most = 50
}
