import Values

/// What one application serves, or several that a file may belong to, by names and URLs.
struct ApplicationClaims: Sendable {
  /// The files behind a name or URL.
  struct Claim {
    let folders: Set<BytePath>
    /// The roots that have them; none also where applications differ.
    var roots: [Int]
  }

  private(set) var names: [String: Claim] = [:]
  private(set) var urls: [ArraySlice<UInt8>: Claim] = [:]
  /// The lengths of the URLs, the greatest first.
  private(set) var lengths: [Int] = []
  /// All roots that have files of theirs.
  private(set) var roots: Set<Int> = []
  private var folders: Set<BytePath> = []

  /// Claims nothing.
  init() {}

  /// Takes what an application serves.
  ///
  /// - Parameters:
  ///   - numbers: the roots of each folder.
  ///   - unclaimed: the roots of folders that no application is known to serve, which are its own where
  ///     its folder is no root's.
  init(
    _ scope: ApplicationScope, roots: [ReferenceLayout.Root], numbers: [BytePath: [Int]],
    unclaimed: [Int]
  ) {
    for served in scope.served {
      var own = Set(served.folders.flatMap { numbers[$0] ?? [] }).sorted()
      if own.isEmpty {
        own = unclaimed.filter { number in
          roots[number].name == served.name
            || roots[number].urls.contains(where: served.urls.contains)
        }
      }
      // Where settings tell the URLs of a folder, they count.
      let urls = own.isEmpty ? served.urls : own.flatMap { roots[$0].urls }
      let claim = Claim(folders: served.folders, roots: own)
      Self.add(claim, under: served.name, to: &names)
      for url in urls { Self.add(claim, under: Array(url.utf8)[...], to: &self.urls) }
      self.roots.formUnion(own)
      folders.formUnion(served.folders)
    }
    lengths = Set(self.urls.keys.map(\.count)).sorted(by: >)
  }

  /// Takes what several serve; what they do not serve alike is in doubt.
  init(_ all: some Collection<ApplicationClaims>) {
    if let only = all.first, all.count == 1 {
      self = only
      return
    }
    for one in all {
      for (name, claim) in one.names { Self.add(claim, under: name, to: &names) }
      for (url, claim) in one.urls { Self.add(claim, under: url, to: &urls) }
      roots.formUnion(one.roots)
      folders.formUnion(one.folders)
    }
    lengths = Set(urls.keys.map(\.count)).sorted(by: >)
  }

  private static func add<Key>(_ claim: Claim, under key: Key, to claims: inout [Key: Claim]) {
    guard let known = claims[key] else {
      claims[key] = claim
      return
    }
    if known.folders != claim.folders { claims[key]?.roots = [] }
  }

  /// Whether a folder is another application's, and this one serves other files under one of its names.
  ///
  /// - Parameter keys: the names and URLs that applications share, and the folder is served under.
  func isOthers(_ folder: BytePath, sharing keys: Set<String>?) -> Bool {
    guard let keys, !folders.contains(folder) else { return false }
    return keys.contains { names[$0] != nil || urls[Array($0.utf8)[...]] != nil }
  }
}
