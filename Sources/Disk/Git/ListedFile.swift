import Values

/// A file as `git ls-tree` and `git ls-files --stage` list it: words, the first of them its mode, a tab, and
/// its path.
struct ListedFile {
  let words: [ArraySlice<UInt8>]
  let path: BytePath

  /// Reads a row; nil for one of another form.
  init?(_ row: ArraySlice<UInt8>) {
    guard let tab = row.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
    words = row[..<tab].split(separator: UInt8(ascii: " "))
    path = BytePath(bytes: Array(row[(tab + 1)...]))
    guard words.count == 3 else { return nil }
  }

  /// Whether it is the commit of a submodule, which has a repository of its own.
  var isSubmodule: Bool { words[0].elementsEqual("160000".utf8) }

  /// Whether it is a symbolic link, whose contents are what it leads to.
  var isLink: Bool { words[0].elementsEqual("120000".utf8) }

  /// The contents of an object that a word names.
  func contents(named word: ArraySlice<UInt8>, _ objects: any ObjectReader) throws -> [UInt8] {
    guard let id = ObjectID(word), let contents = try objects.contents(of: id) else {
      throw StagedFilesError.noObject(path)
    }
    return contents
  }
}
