import Formats
import Values

/// The versions file as it lies on disk, and what it says.
public struct VersionsDocument: Equatable, Sendable {
  /// The file, absolute.
  public var path: BytePath
  /// The file as seen from the project's folder.
  public var name: BytePath
  /// What the contents say.
  public var file: VersionsFile
  private var stored: Stored

  /// How the contents are kept: a text as the program writes it follows from what it says.
  private enum Stored: Equatable {
    case none
    case canonical(of: VersionsFile)
    case text([UInt8])
  }

  /// Makes a document.
  public init(path: BytePath, name: BytePath, contents: [UInt8]?, file: VersionsFile) {
    self.path = path
    self.name = name
    self.file = file
    stored = VersionsDocument.stored(contents, file)
  }

  /// Makes a document whose contents are just what is written for what they say.
  init(path: BytePath, name: BytePath, canonical file: VersionsFile) {
    self.path = path
    self.name = name
    self.file = file
    stored = .canonical(of: file)
  }

  /// The contents as read; nil where there is no file yet.
  public var contents: [UInt8]? {
    get {
      switch stored {
      case .none: nil
      case .canonical(let file): file.canonicalBytes
      case .text(let text): text
      }
    }
    set { stored = VersionsDocument.stored(newValue, file) }
  }

  /// Whether another document has the same bytes; none are made where both say the same.
  public func hasSameContents(as other: VersionsDocument) -> Bool {
    stored == other.stored || contents == other.contents
  }

  /// Whether the contents are just what is written for what they say.
  var isCanonical: Bool {
    if case .canonical = stored { true } else { false }
  }

  /// Whether there is a file.
  public var exists: Bool {
    if case .none = stored { false } else { true }
  }

  /// Holds the paths and digests of trees in place of its own, where they are the same.
  mutating func share(with trees: [Scan.RootTree]) {
    for root in file.tables.keys {
      for seen in trees { file.tables[root]?.share(with: seen.tree) }
    }
    if isCanonical { stored = .canonical(of: file) }
  }

  private static func stored(_ contents: [UInt8]?, _ file: VersionsFile) -> Stored {
    guard let contents else { return .none }
    return contents == file.canonicalBytes ? .canonical(of: file) : .text(contents)
  }

  /// The edit that makes the file say something else.
  public func edit(to file: VersionsFile) -> FileEdit {
    FileEdit(path: path, name: name, before: contents, after: file.canonicalBytes)
  }
}
