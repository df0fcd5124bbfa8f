/// What a plan needs to rewrite tokens in the project's files: the references, and the contents of
/// the files they stand in.
public struct Mending: Equatable, Sendable {
  /// The references.
  public let references: LiteralReferences
  /// The project's folder, absolute.
  let folder: BytePath
  /// The contents of files, by their paths from the project's folder.
  let contents: [BytePath: [UInt8]]
  /// Whose references are mended where they differ from the record, beside those whose tokens change.
  public var scope: Scope

  /// Whose references are mended.
  public enum Scope: Equatable, Sendable {
    /// Those of every asset that has a record.
    case all
    /// Those of some assets.
    case assets(Set<AssetID>)
  }

  /// Makes it of its parts.
  ///
  /// - Parameter contents: of each file of ``LiteralReferences/files``, by its path from the folder.
  public init(
    _ references: LiteralReferences, in folder: BytePath, contents: [BytePath: [UInt8]],
    scope: Scope
  ) {
    self.references = references
    self.folder = folder
    self.contents = contents
    self.scope = scope
  }

  /// Reads the references of a project, and the files that hold literal tokens; nothing is read where
  /// no root has its tokens in files.
  ///
  /// - Returns: nil where there is nothing to mend.
  /// - Throws: ``FileError`` for a file that has references and can no longer be read.
  public static func read(
    of project: Project, _ inventory: Inventory, scope: Scope, from fileSystem: any FileSystem
  ) throws(FileError) -> Mending? {
    guard project.hasLiteralRoot else { return nil }
    let map = ReferenceReader(of: project, on: fileSystem).read(inventory)
    let references = LiteralReferences(map, of: project)
    var contents: [BytePath: [UInt8]] = [:]
    for file in references.files {
      do throws(FileError) {
        contents[file] = try fileSystem.read(
          project.folder.appending(file), limit: ReferenceReader.largestFile)
      } catch {
        throw FileError(file, error.reason)
      }
    }
    return Mending(references, in: project.folder, contents: contents, scope: scope)
  }
}

extension Project {
  /// Whether some root's tokens stand in templates and code.
  public var hasLiteralRoot: Bool {
    settings.roots.contains { $0.tokens == .literal }
  }
}
