/// What is the matter with a reference; the words, which take more room and time, are made of it when they
/// are asked for.
package struct Verdict: Sendable {
  /// The reference's index in the map.
  let reference: UInt32
  package let problem: ReferenceProblem
  package let severity: Finding.Severity
}
