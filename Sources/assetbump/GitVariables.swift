import Disk
import Glibc
import Values

/// What git says to a hook: where its index and its repository lie, seen from where the hook runs.
enum GitVariables {
  /// Forgets them: what is set up is the repository around a folder, absolute.
  static func forget(seenFrom folder: BytePath) throws(GitError) {
    for name in try GitMergeDriver(in: folder).leadingVariables() { unsetenv(name) }
  }

  /// Makes the paths absolute, for git is started in other folders.
  static func makeAbsolute(seenFrom folder: BytePath) {
    for name in ["GIT_INDEX_FILE", "GIT_DIR", "GIT_WORK_TREE"] {
      guard let path = Environment[name], !path.isEmpty, !path.hasPrefix("/") else { continue }
      setenv(name, VisibleText.of(folder.appending(path).normalized), 1)
    }
  }
}
