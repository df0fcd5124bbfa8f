/// The versions file as it lies on disk, and what it says.
public struct VersionsDocument: Equatable, Sendable {
  /// The file, absolute.
  public var path: BytePath
  /// The file as seen from the project's folder.
  public var name: BytePath
  /// The contents as read; nil where there is no file yet.
  public var contents: [UInt8]?
  /// What the contents say.
  public var file: VersionsFile

  /// Makes a document.
  public init(path: BytePath, name: BytePath, contents: [UInt8]?, file: VersionsFile) {
    self.path = path
    self.name = name
    self.contents = contents
    self.file = file
  }

  /// The edit that makes the file say something else.
  public func edit(to file: VersionsFile) -> FileEdit {
    FileEdit(path: path, name: name, before: contents, after: file.canonicalBytes)
  }
}
