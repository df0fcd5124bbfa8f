extension VersionsDocument {
  /// The greatest size of a versions file that is read, in bytes: some five million assets.
  public static let largest = 1 << 30

  /// Reads a project's versions file; a project without one has an empty document.
  ///
  /// - Throws: ``FileError`` where the file cannot be read, ``VersionsError`` where it says what no
  ///   versions file says.
  public static func read(of project: Project, from fileSystem: some FileSystem) throws
    -> VersionsDocument
  {
    let name = project.settings.versions
    let contents: [UInt8]
    do throws(FileError) {
      contents = try fileSystem.read(project.versionsPath, limit: largest)
    } catch {
      guard error.reason == .notFound else { throw FileError(name, error.reason) }
      return VersionsDocument(
        path: project.versionsPath, name: name, contents: nil, file: VersionsFile())
    }
    return VersionsDocument(
      path: project.versionsPath, name: name, contents: contents,
      file: try VersionsFile(parsing: contents, name: VisibleText.of(name)))
  }
}
