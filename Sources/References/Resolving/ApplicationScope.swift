import Values

/// A web application among several in one project: which files are its own, and what it serves its static
/// files from.
public struct ApplicationScope: Equatable, Sendable {
  /// Static files that an application serves.
  public struct Served: Equatable, Sendable {
    /// The endpoint.
    public var name: String
    /// The URL prefixes, each with a slash at its end.
    public var urls: [String]
    /// The folders, from the project's folder; none where they are not there, or lie outside of it.
    public var folders: Set<BytePath>

    /// Makes one of its parts.
    public init(name: String, urls: [String], folders: Set<BytePath>) {
      self.name = name
      self.urls = urls
      self.folders = folders
    }
  }

  /// The folder around all of it, from the project's folder.
  public var home: BytePath
  /// The folders of its source, of its templates, of its static files, and around those.
  public var folders: Set<BytePath>
  /// What it serves.
  public var served: [Served]
  /// Whether it is an example, a test or a copy that a build made.
  public var isAccessory: Bool

  /// Makes one of its parts.
  public init(
    home: BytePath, folders: Set<BytePath>, served: [Served], isAccessory: Bool = false
  ) {
    self.home = home
    self.folders = folders
    self.served = served
    self.isAccessory = isAccessory
  }
}
