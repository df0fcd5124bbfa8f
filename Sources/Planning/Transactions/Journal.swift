import Values

/// The record of a write over several files while it is under way; it lies beside the versions file.
///
/// A text of the kind that ``SealedText`` describes, so a journal that was cut off or changed is told
/// from one that was written:
///
/// ```text
/// assetbump journal 1
/// state preparing|committing|undoing
/// file NAME TARGET OLD NEW PREPARED KEPT
/// …
/// sha256 64 hex digits
/// ```
///
/// One `file` line for each file, in the order they are put in place, the versions file last. Paths
/// are bytes, in hex. `NAME` is the file as a person knows it, seen from the project's folder;
/// `TARGET` the file itself, links followed, as seen from the journal's folder where it lies below it,
/// else absolute. `OLD` and `NEW` are the SHA-256 of the contents before and after, `OLD` a `-` where
/// the write makes the file. `PREPARED` and `KEPT` are names in the target's folder: of the new
/// contents, and of the old ones (a second name of the old file where the file system has such, else a
/// copy).
public struct Journal: Equatable, Sendable {
  /// How far a write is.
  public enum State: String, Sendable {
    /// New contents are being prepared; no file is touched yet.
    case preparing
    /// Everything is prepared; files are being put in place.
    case committing
    /// Files are being put back.
    case undoing
  }

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
    /// The name, beside the target, of the new contents.
    public var prepared: BytePath
    /// The name, beside the target, of the old contents.
    public var kept: BytePath
  }

  /// How far the write is.
  public var state: State
  /// The files, in the order they are put in place.
  public var files: [File]

  /// Makes the record of a write.
  public init(state: State, files: [File]) {
    self.state = state
    self.files = files
  }

  /// The greatest size of a journal that is read, in bytes.
  static let largest = 1 << 28

  /// The text of the record.
  public var contents: [UInt8] {
    let lines = files.map { file in
      [
        "file", file.name.word, file.target.word, Digest.word(file.old), Digest.word(file.new),
        file.prepared.word, file.kept.word,
      ]
    }
    return SealedText(kind: "journal", lines: [["state", state.rawValue]] + lines).bytes
  }

  /// Reads the text of a record.
  init(_ contents: [UInt8]) throws(SealedText.Fault) {
    let text = try SealedText(contents, kind: "journal")
    guard let first = text.lines.first, first.count == 2, first[0] == "state",
      let state = State(rawValue: first[1]), text.payload.isEmpty
    else { throw .damaged }
    var files: [File] = []
    for line in text.lines.dropFirst() {
      guard let file = File(line) else { throw .damaged }
      files.append(file)
    }
    guard !files.isEmpty else { throw .damaged }
    self.init(state: state, files: files)
  }
}

extension Journal.File {
  /// Reads a line.
  fileprivate init?(_ words: [String]) {
    guard words.count == 7, words[0] == "file", let name = BytePath(word: words[1]),
      let target = BytePath(word: words[2]), let new = Digest(hex: words[4].utf8),
      let prepared = BytePath(word: words[5]), let kept = BytePath(word: words[6])
    else { return nil }
    let old = Digest(hex: words[3].utf8)
    guard old != nil || words[3] == "-" else { return nil }
    // Nothing beside the target is ever touched by a name that leads elsewhere.
    guard !prepared.bytes.contains(BytePath.slash), !kept.bytes.contains(BytePath.slash) else {
      return nil
    }
    self.init(name: name, target: target, old: old, new: new, prepared: prepared, kept: kept)
  }
}
