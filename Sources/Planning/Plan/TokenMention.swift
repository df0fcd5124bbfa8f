import Disk
import Formats
import References
import Site
import Values

/// A line of a test, document or CI file that holds an asset's name and the token it had before: it is
/// named after a bump, never changed.
public struct TokenMention: Equatable, Sendable {
  /// The file, from the project's folder.
  public let file: BytePath
  /// The line, from 1.
  public let line: Int
  /// The asset.
  public let id: AssetID
  /// The token that stands there.
  public let token: String

  /// The lines that a plan makes untrue, in the order of the files; those that its references name
  /// already are left out.
  ///
  /// Files of tests and documentation by their names, and those that configure (`*.yml`, `*.toml`, …),
  /// GitHub's workflows too. Files over a megabyte are passed over, and those that cannot be read.
  public static func all(
    of plan: Plan, in project: Project, on fileSystem: any FileSystem
  ) -> [TokenMention] {
    let old = plan.oldTokens
    guard !old.isEmpty else { return [] }
    let known = Set(
      plan.mended.left.map { Place($0.found.reference.file, $0.found.reference.position.line) })
    let edited = Set(plan.edits.map(\.name))
    var found: [TokenMention] = []
    for file in files(of: project, on: fileSystem) where !edited.contains(file) {
      let path = project.folder.appending(file)
      guard let contents = try? fileSystem.read(path, limit: 1 << 20) else { continue }
      found += mentions(of: old, in: contents, of: file)
        .filter { !known.contains(Place($0.file, $0.line)) }
    }
    return found
  }

  private static func files(of project: Project, on fileSystem: any FileSystem) -> [BytePath] {
    let classes = project.settings.sources
    let folder: BytePath = ".github/workflows"
    let workflows = ((try? fileSystem.entries(of: project.folder.appending(folder))) ?? [])
      .filter { $0.kind == .file }.map { folder.appending(BytePath(bytes: $0.name)) }
    return workflows.sorted()
      + ProjectListing(of: project.folder, on: fileSystem).paths.filter { path in
        let source = classes.of(path)
        return source == .test || source == .documentation || configuring.matches(path)
      }
  }

  private static let configuring = GlobList(["*.yml", "*.yaml", "*.toml", "*.cfg", "*.ini"])

  private static func mentions(
    of old: [AssetID: Set<String>], in contents: [UInt8], of file: BytePath
  ) -> [TokenMention] {
    let ids = old.keys.filter { ByteSearch.contains(contents[...], Array($0.path.name)) }.sorted()
    guard !ids.isEmpty else { return [] }
    var found: [TokenMention] = []
    let lines = contents.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      for id in ids where ByteSearch.contains(line, Array(id.path.name)) {
        let token = old[id, default: []].sorted().first { holds(line, Array($0.utf8)) }
        if let token {
          found.append(TokenMention(file: file, line: number + 1, id: id, token: token))
        }
      }
    }
    return found
  }

  /// Whether a line holds a token as a word of its own.
  private static func holds(_ line: ArraySlice<UInt8>, _ token: [UInt8]) -> Bool {
    var rest = line
    while let start = ByteSearch.firstIndex(of: token, in: rest) {
      let end = start + token.count
      let before = start > line.startIndex ? line[start - 1] : 0
      let after = end < line.endIndex ? line[end] : 0
      if !before.isTokenByte, !after.isTokenByte { return true }
      rest = line[(start + 1)...]
    }
    return false
  }

  private struct Place: Hashable {
    let file: BytePath
    let line: Int

    init(_ file: BytePath, _ line: Int) {
      self.file = file
      self.line = line
    }
  }
}

extension TokenMention: CustomStringConvertible {
  /// `not changed: docs/release.md:4 names static:app.css with 1`.
  public var description: String {
    "not changed: \(VisibleText.of(file)):\(line) names \(id.description) with"
      + " \(VisibleText.of(token))"
  }
}

extension Plan {
  /// The tokens of assets that stand nowhere any more once the plan is carried out.
  fileprivate var oldTokens: [AssetID: Set<String>] {
    var old: [AssetID: Set<String>] = [:]
    for found in mended.rewritten {
      guard let id = found.resolution.asset, !found.reference.token.text.isEmpty else { continue }
      old[id, default: []].insert(String(decoding: found.reference.token.text, as: UTF8.self))
    }
    return old
  }
}

extension UInt8 {
  fileprivate var isTokenByte: Bool { isNameByte || self == UInt8(ascii: "-") }
}
