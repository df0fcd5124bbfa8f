import Site
import Values

/// What the files of assets tell for their HTML, as far as it was read since the last scan.
public struct Facts: Equatable, Sendable {
  private var known: [Question: FileFacts] = [:]
  private var asked: Question?
  private var number = 0

  /// Whose facts, and which.
  public struct Question: Hashable, Sendable {
    /// The asset's file, absolute.
    public let file: BytePath
    /// What the asset is to a page.
    public let kind: AssetKind
    /// Whether an `integrity` attribute is wanted.
    public let integrity: Bool
  }

  /// The answer to a question; nil where it is not known.
  subscript(question: Question) -> FileFacts? {
    known[question]
  }

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
  mutating func receive(_ facts: FileFacts, reading: Int) {
    guard reading == number, let question = asked else { return }
    asked = nil
    if known.count >= Facts.most { known = [:] }
    known[question] = facts
  }

  /// Forgets everything: the files may have changed.
  mutating func forget() {
    known = [:]
    asked = nil
    number += 1
  }

  /// The number of answers that are kept.
  private static let most = 200
}
