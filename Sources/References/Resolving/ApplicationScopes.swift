import Values

/// The web applications of a project, where several serve other static files under one name or URL: a
/// reference leads to the files of the application that its own file belongs to.
public struct ApplicationScopes: Sendable {
  /// What the applications of a file say of the files behind a name or URL.
  struct Word {
    /// The roots that are meant; none where no root has those files, or where it is in doubt.
    let roots: [Int]
    /// The length of the URL prefix, in bytes.
    let length: Int
  }

  /// Whether no two applications serve other files under one name or URL.
  public let isEmpty: Bool
  private let roots: [ReferenceLayout.Root]
  /// By folders the claims of the applications that files right there or further down belong to.
  private var owners: [BytePath: ApplicationClaims] = [:]
  /// The same, where no folder is as near.
  private var homes: [BytePath: ApplicationClaims] = [:]
  /// Those of a file that lies beside all applications: of all that are no example.
  private let others: ApplicationClaims
  /// By the folders that are served the names and URLs that several applications share.
  private var shared: [BytePath: Set<String>] = [:]

  /// Knows of no application.
  static let none = ApplicationScopes([], roots: [])

  /// Holds applications against the static roots of a layout.
  init(_ scopes: [ApplicationScope], roots: [ReferenceLayout.Root]) {
    self.roots = roots
    let conflicts = ApplicationConflicts(scopes)
    isEmpty = conflicts.all.isEmpty
    guard !isEmpty else {
      others = ApplicationClaims()
      return
    }
    let numbers = Dictionary(
      grouping: roots.enumerated().flatMap { number, root in root.folders.map { ($0, number) } },
      by: \.0
    ).mapValues { $0.map(\.1) }
    let claimed = Set(scopes.flatMap { $0.served.flatMap(\.folders) })
    let unclaimed = roots.indices.filter { claimed.isDisjoint(with: roots[$0].folders) }
    let isOnly = scopes.count { !$0.isAccessory } == 1
    let claims = scopes.map { scope in
      // What settings say of the only application's folder counts, and one that is not there may be any.
      let mayBeAny = !scope.isAccessory && (isOnly || scope.served.allSatisfy(\.folders.isEmpty))
      return ApplicationClaims(
        scope, roots: roots, numbers: numbers, unclaimed: mayBeAny ? unclaimed : [])
    }
    others = ApplicationClaims(
      claims.indices.lazy.filter { !scopes[$0].isAccessory }.map { claims[$0] })
    var near: [BytePath: [Int]] = [:]
    var around: [BytePath: [Int]] = [:]
    for (index, scope) in scopes.enumerated() {
      for folder in scope.folders { near[folder, default: []].append(index) }
      around[scope.home, default: []].append(index)
      for served in scope.served {
        let keys = served.keys.filter(conflicts.keys.contains)
        for folder in served.folders { shared[folder, default: []].formUnion(keys) }
      }
    }
    owners = near.mapValues { ApplicationClaims($0.lazy.map { claims[$0] }) }
    homes = around.mapValues { ApplicationClaims($0.lazy.map { claims[$0] }) }
  }

  /// What the applications of a file serve: those with a folder nearest above it.
  private func claims(of file: BytePath) -> ApplicationClaims {
    var folder = file.folder
    while true {
      if let own = owners[folder] ?? homes[folder] { return own }
      if folder == "." || folder == "/" { return others }
      folder = folder.folder
    }
  }

  /// What the applications of a file say of an endpoint; nil where they say nothing.
  func word(onName name: String, for file: BytePath) -> Word? {
    if isEmpty { return nil }
    return claims(of: file).names[name].map { Word(roots: $0.roots, length: 0) }
  }

  /// What the applications of a file say of a URL path; nil where they say nothing.
  func word(onURL url: [UInt8], for file: BytePath) -> Word? {
    if isEmpty { return nil }
    let claims = claims(of: file)
    for length in claims.lengths where length <= url.count {
      if let found = claims.urls[url[..<length]] { return Word(roots: found.roots, length: length) }
    }
    return nil
  }

  /// Whether a root is of files that another application serves in place of those of a file's own.
  func isForeign(_ root: Int, to file: BytePath) -> Bool {
    if isEmpty { return false }
    let claims = claims(of: file)
    if claims.roots.contains(root) { return false }
    return claims.names[roots[root].name] != nil
      || roots[root].urls.contains { claims.urls[Array($0.utf8)[...]] != nil }
      || roots[root].folders.contains { claims.isOthers($0, sharing: shared[$0]) }
  }

  /// Whether a static file is one that another application serves in place of those of a file's own.
  func isForeign(_ asset: BytePath, to file: BytePath) -> Bool {
    if isEmpty { return false }
    let claims = claims(of: file)
    var folder = asset.folder
    while true {
      if let keys = shared[folder] { return claims.isOthers(folder, sharing: keys) }
      if folder == "." || folder == "/" { return false }
      folder = folder.folder
    }
  }
}
