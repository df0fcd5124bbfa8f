import Values

/// The contents of one file before and after a write.
public struct FileEdit: Equatable, Sendable {
  /// The file, absolute.
  public var path: BytePath
  /// The file as seen from the project's folder.
  public var name: BytePath
  /// The contents now; nil where there is no file.
  public var before: [UInt8]?
  /// The contents after.
  public var after: [UInt8]

  /// Makes an edit.
  public init(path: BytePath, name: BytePath, before: [UInt8]?, after: [UInt8]) {
    self.path = path
    self.name = name
    self.before = before
    self.after = after
  }
}
