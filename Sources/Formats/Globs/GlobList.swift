import Values

/// Globs as in `.gitignore` (gitignore(5)), over bytes: `*`, `?`, `[a-z]`, `[!a]`, `**`, `\` escapes.
///
/// A pattern with a slash at its start or inside holds for the whole path, one without for a name at
/// any depth; one that ends in a slash speaks of folders only; one that matches a folder matches all
/// below it. The last pattern that matches the path or a folder on the way to it wins, and `!` turns
/// it round. There we differ from git on purpose: git asks folder by folder from the top and cannot
/// take back what lies in an excluded folder; here `["build/", "!build/keep.css"]` keeps `keep.css`.
public struct GlobList: Equatable, Sendable {
  /// The patterns as written.
  public let patterns: [String]
  let globs: [Glob]

  /// Makes a list of patterns; one that is empty or never closes its bracket matches nothing.
  public init(_ patterns: [String]) {
    self.patterns = patterns
    globs = patterns.map(Glob.init)
  }

  /// Whether the list matches the file at a path.
  ///
  /// The time grows with the product of the lengths of path and patterns at worst.
  public func matches(_ path: BytePath) -> Bool {
    guard path.bytes.withUnsafeBufferPointer({ mayMatch($0) }) else { return false }
    return matches(path.bytes.split(separator: BytePath.slash))
  }

  /// Whether the list matches the file of a path's names.
  package func matches(_ names: [ArraySlice<UInt8>]) -> Bool {
    var index = globs.count
    while index > 0 {
      index -= 1
      if globs[index].matches(names, isFolder: false) { return !globs[index].isNegated }
    }
    return false
  }

  /// Whether the last pattern that speaks of the very file or folder of these names matches it, whatever
  /// becomes of the folders on the way.
  package func matchesEntry(_ names: [ArraySlice<UInt8>], isFolder: Bool) -> Bool {
    globs.last { $0.matches(names, isFolder: isFolder) }.map { !$0.isNegated } ?? false
  }

  /// Whether some pattern may match the file at a path of these bytes.
  package func mayMatch(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    globs.contains { $0.mayMatch(path) }
  }

  /// Whether everything below a folder certainly matches, so that a walk need not go in.
  ///
  /// True only where a pattern matches all below the folder and no `!` follows it.
  public func matchesFolder(_ path: BytePath) -> Bool {
    let names = path.bytes.split(separator: BytePath.slash)
    for glob in globs.reversed() {
      if glob.isNegated { return false }
      if glob.matchesAllBelow(names) { return true }
    }
    return false
  }
}
