import Formats
import Values

/// A recovery's text is not one; where and why does not matter, for nobody wrote it by hand.
struct RecoveryFault: JSONFailure {
  init(_ problem: JSONProblem, at offset: Int) {}

  init() {}
}
