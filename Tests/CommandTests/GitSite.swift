import Disk
import Site
import TestSupport
import Values

/// A site with tokens in its templates, in a git repository of its own.
struct GitSite {
  let folder: TemporaryFolder
  /// The project's folder below.
  let project: BytePath

  /// Makes an empty repository, or a folder without one.
  init(at project: BytePath = ".", isRepository: Bool = true) throws {
    folder = try TemporaryFolder()
    self.project = project
    if isRepository { try shell("git init -q -b main .") }
  }

  /// Neither the person's settings nor the system's, and nobody's name.
  static let environment: [String: String?] = [
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_DIR": nil,
    "GIT_INDEX_FILE": nil, "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.com",
    // No repository around the temporary folder is taken for the site's.
    "GIT_CEILING_DIRECTORIES": "/",
  ]

  /// `commit 2`: commits all there is in the second month of 2024, on a day that is another in UTC.
  private static let functions = """
    set -e
    in_month() { export GIT_AUTHOR_DATE="2024-0$1-01T00:30:00+0200" GIT_COMMITTER_DATE="2024-0$1-01T00:30:00+0200"; }
    commit() { in_month "$1"; git add -A; git commit -qm "$1"; }
    page() { mkdir -p templates; printf '<link href="/static/x.css?v=%s">\\n' "$1" > "templates/${2:-p}.html"; }
    css() { mkdir -p static; printf '%s\\n' "$1" > static/x.css; }

    """

  /// Runs a script in the repository's folder.
  func shell(_ script: String) throws {
    let result = try Command.run(
      "bash", ["-c", Self.functions + script], in: folder.path, environment: Self.environment)
    if result.status != 0 { throw ScriptFailure(errors: result.output + result.errors) }
  }

  /// Runs the program in the project's folder.
  func run(_ arguments: String..., environment: [String: String?] = [:]) throws -> Command.Result {
    try Assetbump.run(
      arguments, in: folder, at: project,
      environment: Self.environment.merging(environment) { $1 })
  }

  /// The records, a line each: path, token, day, and the text whose bytes the digest is of; the same of
  /// earlier tokens behind it.
  func records() throws -> [String] {
    let bytes = folder.contents(of: project.appending("asset-versions.json")) ?? []
    let file = try VersionsFile(parsing: bytes, name: "asset-versions.json")
    return file.roots.flatMap { root, records in
      records.map { path, record in
        let earlier = record.previous.map { ", \($0.token.text) \(Self.text(of: $0.digest))" }
        return "\(root):\(VisibleText.of(path)) \(record.token.text) \(record.bumped.iso)"
          + " \(Self.text(of: record.digest))\(earlier.joined())"
      }
    }.sorted()
  }

  /// The text that a digest is of, among those that the tests write; a carriage return as `\r`.
  private static func text(of digest: Digest) -> String {
    for text in ["one", "two", "three", "four"] {
      if Digest.of(Array("\(text)\n".utf8)) == digest { return text }
      if Digest.of(Array("\(text)\r\n".utf8)) == digest { return "\(text)\\r" }
    }
    return "?"
  }
}

/// A script that a test runs failed.
struct ScriptFailure: Error {
  let errors: String
}
