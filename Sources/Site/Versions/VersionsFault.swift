import Formats
import Values

/// What is wrong with a versions file, at a byte of its text.
struct VersionsFault: JSONFailure {
  var problem: VersionsError.Problem
  var offset: Int

  init(_ problem: VersionsError.Problem, at offset: Int) {
    self.problem = problem
    self.offset = offset
  }

  init(_ problem: JSONProblem, at offset: Int) {
    self.init(.syntax(problem), at: offset)
  }
}
