/// The routes of an application, by the text that their URLs begin with.
struct RouteTable {
  private var routes: [[UInt8]: [Route]] = [:]
  /// The lengths of these texts in bytes, the longest first.
  private let lengths: [Int]

  /// How many routes that begin alike are tried for a URL; of more, one is taken to answer it.
  private static let most = 64

  init(_ routes: [Route]) {
    for route in routes { self.routes[route.head, default: []].append(route) }
    lengths = Set(self.routes.keys.map(\.count)).sorted(by: >)
  }

  /// A route that answers a URL's path, or may.
  func route(of url: [UInt8]) -> Route? {
    for length in lengths where length <= url.count {
      guard let alike = routes[Array(url[..<length])] else { continue }
      if let route = alike.prefix(Self.most).first(where: { $0.answers(url) }) { return route }
      if alike.count > Self.most { return alike[Self.most] }
    }
    return nil
  }
}
