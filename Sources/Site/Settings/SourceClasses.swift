import Formats
import Values

/// The globs by which files are told apart.
public struct SourceClasses: Equatable, Sendable {
  /// The globs of each class; the first class that matches counts.
  public var globs: [(SourceClass, GlobList)]

  /// Makes classes.
  public init(_ globs: [(SourceClass, GlobList)] = standard) {
    self.globs = globs
  }

  /// The class of a file, by its path from the project's folder.
  public func of(_ path: BytePath) -> SourceClass {
    let names = path.bytes.split(separator: BytePath.slash)
    return globs.first { $0.1.matches(names) }?.0 ?? .own
  }

  /// The same, for the files of one folder after the other.
  package struct ByFolder {
    private var lists: [(source: SourceClass, globs: FolderGlobs)]

    package init(_ classes: SourceClasses) {
      lists = classes.globs.map { ($0.0, FolderGlobs($0.1)) }
    }

    /// The class of a file, by its path from the project's folder.
    package mutating func of(_ path: BytePath) -> SourceClass {
      for index in lists.indices where lists[index].globs.matches(path) {
        return lists[index].source
      }
      return .own
    }
  }

  /// What real projects have.
  public static let standard: [(SourceClass, GlobList)] = [
    (
      .test,
      GlobList([
        "tests/", "test/", "__tests__/", "spec/", "test_*.py", "*_test.py", "*.test.js",
        "*.spec.js", "conftest.py",
      ])
    ),
    (
      .backup,
      GlobList([
        "*.bak", "*.orig", "*.old", "*~", "*_backup.*", "*_backup_*", "*_old.*", "*_old_*",
        "*.bak.*", "* copy.*", "backup/", "backups/", "staticfiles/", "static-collected/",
        "static_collected/",
      ])
    ),
    (
      .vendored,
      GlobList([
        "vendor/", "vendors/", "vendored/", "node_modules/", "bower_components/", "third_party/",
        "third-party/", "libs/", "lib/", "site-packages/", "venv/",
      ])
    ),
    (.minified, GlobList(["*.min.js", "*.min.css", "*.min.mjs", "*.bundle.js", "*-min.js"])),
    (
      .documentation,
      GlobList([
        "docs/", "doc/", "*.md", "*.rst", "CHANGELOG*", "CHANGES*", "HISTORY*", "README*", "*.log",
      ])
    ),
  ]

  /// Whether two have the same globs.
  public static func == (left: SourceClasses, right: SourceClasses) -> Bool {
    left.globs.elementsEqual(right.globs) { $0 == $1 }
  }
}
