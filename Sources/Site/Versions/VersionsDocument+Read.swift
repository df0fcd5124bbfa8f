import Disk
import Values

extension VersionsDocument {
  /// The greatest size of a versions file that is read, in bytes: some five million assets.
  public static let largest = 1 << 30

  /// Reads a project's versions file; a project without one has an empty document.
  ///
  /// A file as the program writes it is read block by block and never held as a whole.
  ///
  /// - Parameter known: paths, sorted, that are in memory anyway, and may be those of the records.
  /// - Throws: ``VersionsUnreadable`` where the file cannot be read, ``VersionsError`` where it says what no
  ///   versions file says.
  static func read(
    of project: Project, from fileSystem: some FileSystem, sharing known: [ByteList]
  ) throws -> VersionsDocument {
    let name = project.settings.versions
    do throws(FileError) {
      var reader = CanonicalVersions(sharing: known)
      try fileSystem.readBlocks(of: project.versionsPath, limit: largest) { reader.read($0) }
      if let file = reader.finish() {
        return VersionsDocument(path: project.versionsPath, name: name, canonical: file)
      }
    } catch {
      return try absent(project, error)
    }
    return try readWhole(of: project, from: fileSystem)
  }

  /// Reads a project's versions file; a project without one has an empty document.
  ///
  /// - Throws: ``VersionsUnreadable`` where the file cannot be read, ``VersionsError`` where it says what no
  ///   versions file says.
  public static func read(
    of project: Project, from fileSystem: some FileSystem
  ) throws -> VersionsDocument {
    try read(of: project, from: fileSystem, sharing: [])
  }

  /// Reads a file that people, or another version, may have written.
  private static func readWhole(of project: Project, from fileSystem: some FileSystem) throws
    -> VersionsDocument
  {
    let name = project.settings.versions
    let contents: [UInt8]
    do throws(FileError) {
      contents = try fileSystem.read(project.versionsPath, limit: largest)
    } catch {
      return try absent(project, error)
    }
    return VersionsDocument(
      path: project.versionsPath, name: name, contents: contents,
      file: try VersionsFile(parsing: contents, name: VisibleText.of(name)))
  }

  /// The empty document of a file that is not there.
  private static func absent(_ project: Project, _ error: FileError) throws -> VersionsDocument {
    let name = project.settings.versions
    guard error.reason == .notFound else {
      throw VersionsUnreadable(name: name, reason: error.reason)
    }
    return VersionsDocument(
      path: project.versionsPath, name: name, contents: nil, file: VersionsFile())
  }
}
