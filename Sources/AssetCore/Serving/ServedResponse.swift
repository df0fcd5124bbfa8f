import Values

/// What became of a request.
public struct ServedResponse: Sendable {
  /// The request.
  public var request: ServedRequest
  /// The answer, or why there is none.
  public var result: Result<ServedAnswer, ServedFailure>

  /// Makes a response.
  public init(_ request: ServedRequest, _ result: Result<ServedAnswer, ServedFailure>) {
    (self.request, self.result) = (request, result)
  }
}
