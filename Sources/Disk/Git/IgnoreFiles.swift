import Formats
import Values

/// What git leaves out of a repository, by its `.gitignore` files (gitignore(5)), each read once.
package final class IgnoreFiles {
  private let top: BytePath
  private let fileSystem: any FileSystem
  private var files: [BytePath: [Rule]] = [:]
  /// The files that were found, from the folder that was looked at first.
  package private(set) var found: Set<BytePath> = []

  /// A pattern, and the line that it stands on.
  private struct Rule {
    let globs: GlobList
    let line: Int
    let isNegated: Bool
  }

  /// The place of a pattern.
  package struct Place: Equatable {
    /// The file, from the folder that was looked at first.
    package let file: BytePath
    /// The line, from 1.
    package let line: Int
  }

  /// The greatest size of a file of patterns, in bytes.
  private static let largest = 1 << 20

  /// Looks in a folder, absolute, and those below it.
  package init(below top: BytePath, on fileSystem: any FileSystem) {
    self.top = top
    self.fileSystem = fileSystem
  }

  /// The pattern by which git leaves a file out; nil where it does not.
  ///
  /// - Parameter path: from the folder that was looked at first.
  package func place(of path: BytePath) -> Place? {
    let names = path.bytes.split(separator: BytePath.slash)
    // What an outer folder leaves out no inner one takes back.
    for count in 1...max(1, names.count) {
      let part = BytePath(bytes: Array(names[..<count].joined(separator: [BytePath.slash])))
      if let place = place(ofEntry: part, names[..<count], isFolder: count < names.count) {
        return place
      }
    }
    return nil
  }

  private func place(
    ofEntry path: BytePath, _ names: ArraySlice<ArraySlice<UInt8>>, isFolder: Bool
  ) -> Place? {
    // The deepest file speaks last.
    for depth in (0..<names.count).reversed() {
      let folder =
        depth == 0
        ? BytePath(".")
        : BytePath(bytes: Array(names[..<depth].joined(separator: [BytePath.slash])))
      let below = Array(names[depth...])
      for rule in rules(of: folder).reversed()
      where rule.globs.matchesEntry(below, isFolder: isFolder) {
        if rule.isNegated { return nil }
        let file: BytePath = folder == "." ? ".gitignore" : folder.appending(".gitignore")
        return Place(file: file, line: rule.line)
      }
    }
    return nil
  }

  private func rules(of folder: BytePath) -> [Rule] {
    if let known = files[folder] { return known }
    let path = (folder == "." ? top : top.appending(folder)).appending(".gitignore")
    let read = try? fileSystem.read(path, limit: Self.largest)
    if read != nil { found.insert(folder == "." ? ".gitignore" : folder.appending(".gitignore")) }
    let text = read ?? []
    var rules: [Rule] = []
    for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      guard let pattern = Self.pattern(line) else { continue }
      let isNegated = pattern.hasPrefix("!")
      rules.append(
        Rule(
          globs: GlobList([isNegated ? String(pattern.dropFirst()) : pattern]), line: index + 1,
          isNegated: isNegated))
    }
    files[folder] = rules
    return rules
  }

  /// The pattern of a line; nil for an empty one and a comment.
  private static func pattern(_ line: ArraySlice<UInt8>) -> String? {
    var line = line
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    guard line.first != UInt8(ascii: "#") else { return nil }
    while line.last == UInt8(ascii: " "), line.dropLast().last != UInt8(ascii: "\\") {
      line.removeLast()
    }
    guard !line.isEmpty else { return nil }
    return String(decoding: line, as: UTF8.self)
  }
}
