import Values

/// Globs that are asked for files of one folder after the other: what the folder alone decides is decided
/// once for all its files.
package struct FolderGlobs {
  private let list: GlobList
  /// The folder of the file that was asked for last, with the slash behind it; nil before the first.
  private var folder: [UInt8]?
  /// The patterns that can match a file there, the last one first.
  private var rest: [Part] = []

  /// A pattern, and what it takes to know whether it matches a file of the folder.
  private struct Part {
    let glob: Glob
    let test: Glob.FolderTest

    func matches(_ name: ArraySlice<UInt8>, _ path: BytePath) -> Bool {
      switch test {
      case .matchesAll: true
      case .byName(let wanted): wanted.matches(name)
      case .byPath: glob.matches(path.bytes.split(separator: BytePath.slash), isFolder: false)
      }
    }
  }

  package init(_ list: GlobList) {
    self.list = list
  }

  /// Whether the list matches the file at a path, as ``GlobList/matches(_:)`` says.
  package mutating func matches(_ path: BytePath) -> Bool {
    let name = path.name
    let length = path.bytes.count - name.count
    if folder.map({ $0.count != length || !path.bytes.starts(with: $0) }) ?? true {
      enter(Array(path.bytes[..<length]))
    }
    let first = rest.firstIndex { $0.matches(name, path) }
    return first.map { !rest[$0].glob.isNegated } ?? false
  }

  private mutating func enter(_ folder: [UInt8]) {
    self.folder = folder
    let names = folder.split(separator: BytePath.slash)
    rest = list.globs.reversed().compactMap { glob in
      glob.test(inFolder: names).map { Part(glob: glob, test: $0) }
    }
    // Nothing in front of a pattern that matches all of them counts.
    if let end = rest.firstIndex(where: { $0.test == .matchesAll }) {
      rest.removeSubrange((end + 1)...)
    }
  }
}

extension Glob {
  /// What it takes to know whether a pattern matches a file in a folder.
  enum FolderTest: Equatable {
    /// Nothing: it matches all that lies there.
    case matchesAll
    /// The file's name.
    case byName(GlobName)
    /// The file's path.
    case byPath
  }
}
