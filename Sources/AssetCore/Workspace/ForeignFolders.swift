import Formats
import References
import Values

/// Folders among a project's static files that were brought along whole, told by the papers in them or by
/// the version in their names: `static/ckeditor/` with a LICENSE.md and a README.md, `font-awesome-4.7.0/`.
struct ForeignFolders {
  /// The outermost ones, in order, each with what tells of it.
  private(set) var found: [(folder: BytePath, evidence: String)] = []

  /// What a folder holds that only what is passed on holds.
  private struct Papers {
    var license: String?
    var other: String?

    mutating func add(_ name: String) {
      let lower = name.lowercased()
      if Self.starts(lower, ["license", "licence", "copying", "mit-license"]) {
        license = min(license ?? name, name)
      } else if Self.starts(lower, ["readme", "change", "history", "authors"])
        || ["package.json", "bower.json", "composer.json"].contains(lower)
      {
        other = min(other ?? name, name)
      }
    }

    private static func starts(_ name: String, _ words: [String]) -> Bool {
      words.contains(where: name.hasPrefix)
    }
  }

  /// Looks among a project's files.
  ///
  /// - Parameters:
  ///   - paths: all files, from the project's folder.
  ///   - roots: the folders of the static roots; what lies in the project's own folder has papers of its own.
  init(among paths: [BytePath], in roots: [BytePath]) {
    let roots = Set(roots.filter { $0 != "." })
    guard !roots.isEmpty else { return }
    var papers: [BytePath: Papers] = [:]
    for path in paths {
      let ancestors = path.ancestors
      guard let root = ancestors.firstIndex(where: roots.contains) else { continue }
      for folder in ancestors[..<root] where papers[folder] == nil { papers[folder] = Papers() }
      guard root > 0 else { continue }
      papers[path.folder]?.add(String(decoding: path.name, as: UTF8.self))
    }
    var taken: Set<BytePath> = []
    for (folder, papers) in papers.sorted(by: { $0.key < $1.key }) {
      guard let evidence = Self.evidence(folder, papers),
        !folder.ancestors.contains(where: taken.contains)
      else { continue }
      taken.insert(folder)
      found.append((folder, evidence))
    }
  }

  private static func evidence(_ folder: BytePath, _ papers: Papers) -> String? {
    if let license = papers.license, let other = papers.other {
      return "\(VisibleText.of(license)) and \(VisibleText.of(other)) in it"
    }
    return hasVersion(folder.name) ? "the version in its name" : nil
  }

  /// Whether a name ends in a version of two numbers or more, `-4.7.0`.
  private static func hasVersion(_ name: ArraySlice<UInt8>) -> Bool {
    let end = name.suffix(while: { $0.isDigit || $0 == BytePath.dot })
    let numbers = end.split(separator: BytePath.dot, omittingEmptySubsequences: false)
    guard numbers.count > 1, numbers.allSatisfy({ !$0.isEmpty }) else { return false }
    let before = name.dropLast(end.count).last
    return before == UInt8(ascii: "-") || before == UInt8(ascii: "_") || before == UInt8(ascii: "v")
  }

  /// Globs for them.
  var globs: [String] { found.map { "/\(Glob.literal($0.folder))/" } }

  /// A line for a person; none where there are none.
  var lines: [String] {
    let shown = found.prefix(3).map { "\(VisibleText.of($0.folder))/ by \($0.evidence)" }
    guard !shown.isEmpty else { return [] }
    let more = found.count > 3 ? " and \(found.count - 3) more" : ""
    return [
      "  brought along from elsewhere, and left alone: \(shown.joined(separator: ", "))\(more)"
    ]
  }
}

extension ArraySlice<UInt8> {
  /// The longest end of which all bytes are as told.
  fileprivate func suffix(while isIn: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    self[(lastIndex { !isIn($0) }.map { $0 + 1 } ?? startIndex)...]
  }
}
