import Values

/// The files that a reading of references opens, in the order of their paths.
struct ReferenceSources: Sendable {
  /// All of them.
  private(set) var files = ByteList()
  /// Those that are read for references.
  private(set) var read = ByteList()
  private var languages: [ReferenceLanguage] = []
  /// Which are only read for what they tell of the project; none where there are none.
  private var onlyTelling: Set<Int> = []

  /// Adds a file.
  ///
  /// - Parameter isRead: whether it is read for references.
  mutating func append(_ path: BytePath, _ language: ReferenceLanguage, isRead: Bool) {
    if isRead { read.append(path.bytes) } else { onlyTelling.insert(files.count) }
    files.append(path.bytes)
    languages.append(language)
  }

  /// Gives back the room that was set aside for more files.
  mutating func trim() {
    files.trim()
    read.trim()
    // Most projects have but one list.
    if onlyTelling.isEmpty { read = files }
  }

  /// The number of files.
  var count: Int { languages.count }

  /// The language of a file.
  func language(of file: Int) -> ReferenceLanguage { languages[file] }

  /// Whether a file is read for references.
  func isRead(_ file: Int) -> Bool { !onlyTelling.contains(file) }
}
