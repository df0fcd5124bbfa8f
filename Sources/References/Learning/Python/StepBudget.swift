/// How many names and expressions one question about source may follow: definitions that refer to one
/// another branch at each, and a file can be written so that following all of them never ends.
///
/// It belongs to one thread at a time.
final class StepBudget {
  private var left = 0
  private var depth = 0
  private let most: Int
  /// How many steps were refused so far; an answer during which it grows is not the whole one.
  private(set) var refusals = 0

  /// Makes a budget.
  ///
  /// - Parameter most: the steps of one question.
  init(_ most: Int) {
    self.most = most
  }

  /// Answers a question; a question inside another spends the other's steps.
  func spending<Answer>(_ answer: () -> Answer) -> Answer {
    if depth == 0 { left = most }
    depth += 1
    defer { depth -= 1 }
    return answer()
  }

  /// Takes a step.
  ///
  /// - Returns: whether there was one left.
  func step() -> Bool {
    guard left > 0 else { return refuse() }
    left -= 1
    return true
  }

  /// Notes that a question is not followed any further.
  ///
  /// - Returns: false.
  func refuse() -> Bool {
    refusals += 1
    return false
  }
}
