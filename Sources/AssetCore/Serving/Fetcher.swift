import Values

/// What asks for URLs.
public protocol Fetcher {
  /// Asks for several URLs at once, and follows no redirect.
  ///
  /// - Parameter body: told of each response once; false ends it.
  func fetch(_ requests: [ServedRequest], _ body: (ServedResponse) -> Bool) throws(FetcherError)
}
