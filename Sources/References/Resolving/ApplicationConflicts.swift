import Values

/// Which applications serve other files under a name or URL that they share.
public struct ApplicationConflicts: Sendable {
  /// The names and URLs.
  public private(set) var keys: Set<String> = []
  /// The applications, by their place among those that were given, in order.
  public private(set) var all: [Int] = []

  /// Looks for them among applications.
  public init(_ scopes: [ApplicationScope]) {
    var first: [String: (scope: Int, folders: Set<BytePath>)] = [:]
    for (index, scope) in scopes.enumerated() {
      for served in scope.served {
        for key in served.keys {
          guard let known = first[key] else {
            first[key] = (index, served.folders)
            continue
          }
          if known.scope != index, known.folders != served.folders { keys.insert(key) }
        }
      }
    }
    all = scopes.indices.filter { index in
      scopes[index].served.contains { !keys.isDisjoint(with: $0.keys) }
    }
  }
}

extension ApplicationScope.Served {
  /// The name and the URLs.
  var keys: [String] { [name] + urls }
}
