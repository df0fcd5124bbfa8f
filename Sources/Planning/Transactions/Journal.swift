import Values

/// The record of a write over several files while it is under way; it lies beside the versions file.
///
/// It does not change during the write; how far the write is, and that it is this user's own, says its
/// ``WriteSeal`` in the state folder. A text of the kind that ``SealedText`` describes:
///
/// ```text
/// assetbump journal 2
/// write 32 hex digits, drawn for this write
/// file NAME TARGET OLD NEW
/// …
/// sha256 64 hex digits
/// ```
///
/// One `file` line for each file, in the order they are put in place, the versions file last. Paths
/// are bytes, in hex. `NAME` is the file as a person knows it, seen from the project's folder;
/// `TARGET` the file itself, links followed, as seen from the journal's folder where it lies below it,
/// else absolute. `OLD` and `NEW` are the SHA-256 of the contents before and after, `OLD` a `-` where
/// the write makes the file.
///
/// The names of the new contents and of the old ones (a second name of the old file where the file
/// system has such, else a copy) are made of the number of the write, and stand nowhere. Format 1 had a
/// line for how far the write is, and the names at the end of each line; what is read of it is what such
/// names can be.
public struct Journal: Equatable, Sendable {
  /// One file of a write.
  public struct File: Equatable, Sendable {
    /// The file as seen from the project's folder.
    public var name: BytePath
    /// The file, links followed: as seen from the journal's folder, or absolute.
    public var target: BytePath
    /// The digest of the old contents; nil where there is no file.
    public var old: Digest?
    /// The digest of the new contents.
    public var new: Digest
  }

  /// The number of the write, in hex digits.
  public let id: String
  /// The files, in the order they are put in place.
  public var files: [File]

  /// Makes the record of a write.
  init(id: String, files: [File]) {
    self.id = id
    self.files = files
  }

  /// A number that no other write has, and that nobody knows before.
  static func newID() -> String {
    var random = SystemRandomNumberGenerator()
    return HexText.of((0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
  }

  /// The greatest size of a journal that is read, in bytes.
  static let largest = 1 << 28

  /// The name, beside a file, of its new contents.
  func prepared(_ index: Int, beside target: BytePath) -> BytePath {
    target.folder.appending(WritePlace.hidden(target.name, "\(id.prefix(16)).\(index).new"))
  }

  /// The name, beside a file, of its old contents.
  func kept(_ index: Int, beside target: BytePath) -> BytePath {
    target.folder.appending(WritePlace.hidden(target.name, "\(id.prefix(16)).\(index).old"))
  }

  /// The text of the record.
  public var contents: [UInt8] {
    let lines = files.map { file in
      ["file", file.name.word, file.target.word, Digest.word(file.old), Digest.word(file.new)]
    }
    return SealedText(kind: "journal", format: "2", lines: [["write", id]] + lines).bytes
  }

  /// Reads the text of a record.
  init(_ contents: [UInt8]) throws(SealedText.Fault) {
    let text = try SealedText(contents, kind: "journal", formats: ["1", "2"])
    guard let first = text.lines.first, first.count == 2, text.payload.isEmpty else {
      throw .damaged
    }
    let isOld = text.format == "1"
    guard first[0] == (isOld ? "state" : "write") else { throw .damaged }
    var files: [File] = []
    for line in text.lines.dropFirst() {
      guard line.count == (isOld ? 7 : 5), let file = File(line) else { throw .damaged }
      files.append(file)
    }
    let id = isOld ? text.lines.dropFirst().first.flatMap { Journal.oldID($0) } : first[1]
    guard !files.isEmpty, let id, Journal.isID(id) else { throw .damaged }
    self.init(id: id, files: files)
  }

  /// Whether a word is a number of a write, so that no name made of it leads elsewhere.
  private static func isID(_ word: String) -> Bool {
    (12...32).contains(word.utf8.count)
      && word.utf8.allSatisfy { $0.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
  }

  /// The number of a write in a line of format 1: `.NAME.NUMBER.INDEX.new`.
  private static func oldID(_ line: [String]) -> String? {
    guard let name = BytePath(word: line[5]) else { return nil }
    let parts = name.bytes.split(separator: BytePath.dot, omittingEmptySubsequences: false)
    return parts.count < 4 ? nil : String(decoding: parts[parts.count - 3], as: UTF8.self)
  }
}

extension Journal.File {
  /// Reads a line.
  fileprivate init?(_ words: [String]) {
    guard words[0] == "file", let name = BytePath(word: words[1]),
      let target = BytePath(word: words[2]), let new = Digest(hex: words[4].utf8)
    else { return nil }
    let old = Digest(hex: words[3].utf8)
    guard old != nil || words[3] == "-" else { return nil }
    self.init(name: name, target: target, old: old, new: new)
  }
}
