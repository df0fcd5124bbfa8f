import Values

/// An error that a ``JSONReader`` can throw.
package protocol JSONFailure: Error {
  /// Makes an error of what is wrong at a byte of the text.
  init(_ problem: JSONProblem, at offset: Int)
}
