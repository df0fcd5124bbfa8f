import Values

/// What a walk found in a folder and below it.
struct WalkedFolder: Sendable {
  /// The folders, and the files with their states and the digests that were known.
  var tree: KnownTree
  /// The names that cannot be versioned or served.
  var problems: [Problem] = []
  /// The paths, absolute, of links, of what lies in linked folders, and of names with a problem: more
  /// than the states of the folders tells of them.
  var oddPlaces: [BytePath] = []

  /// Adds what was found in a folder behind all that was found before.
  mutating func append(_ other: WalkedFolder) {
    tree.append(0, of: other.tree)
    problems += other.problems
    oddPlaces += other.oddPlaces
  }
}
