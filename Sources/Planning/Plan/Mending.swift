import Disk
import References
import Site
import Values

/// What a plan needs to rewrite tokens in the project's files: the references, and the contents of
/// the files they stand in.
public struct Mending: Equatable, Sendable {
  /// The references.
  public let references: LiteralReferences
  /// The project's folder, absolute.
  let folder: BytePath
  /// The contents of files, by their paths from the project's folder.
  let contents: [BytePath: [UInt8]]
  /// The contents of assets beside whose references an `integrity` attribute stands, by their paths from
  /// the project's folder.
  let guarded: [BytePath: [UInt8]]
  /// The assets whose files may not be edited, for a digest of their bytes stands elsewhere.
  let standing: [AssetID: BumpRefusal]
  /// Where references without a token get one, by their files and the places of their targets.
  let additions: [BytePath: [Int: TokenAddition]]
  /// The references that a bump writes a token into.
  let changed: [FoundReference]
  /// References that were to get a token and do not.
  let leftBare: [LiteralReferences.Left]
  /// What the files are read by.
  let scanner: ReferenceScanner
  /// Whose references are mended where they differ from the record, beside those whose tokens change.
  public var scope: Scope
  /// The assets whose references without a token get one, where tokens to add were read; nil: all.
  public var receivers: Set<AssetID>?

  /// Whose references are mended.
  public enum Scope: Equatable, Sendable {
    /// Those of every asset that has a record.
    case all
    /// Those of some assets.
    case assets(Set<AssetID>)
  }

  /// Makes it of its parts.
  ///
  /// - Parameters:
  ///   - contents: of each file with references that can be changed, by its path from the folder.
  ///   - guarded: of each asset beside whose references an `integrity` attribute stands.
  ///   - standing: the assets whose files may not be edited.
  ///   - additions: the places of tokens to add, where that is asked for.
  init(
    _ references: LiteralReferences, of project: Project, contents: [BytePath: [UInt8]],
    guarded: [BytePath: [UInt8]], standing: [AssetID: BumpRefusal] = [:], additions: Additions,
    scope: Scope, scanner: ReferenceScanner
  ) {
    self.scanner = scanner
    self.references = references
    folder = project.folder
    self.contents = contents
    self.guarded = guarded
    self.standing = standing
    self.additions = additions.places
    changed = references.changeable + additions.found
    leftBare = additions.left
    self.scope = scope
  }

  /// Reads the references of a project, and the files that hold literal tokens; nothing is read where
  /// no root has its tokens in files.
  ///
  /// - Parameter isAdding: whether references without a token are to get one.
  /// - Returns: nil where there is nothing to mend.
  /// - Throws: ``FileError`` for a file that has references and can no longer be read.
  public static func read(
    of project: Project, _ inventory: Inventory, scope: Scope, isAdding: Bool = false,
    from fileSystem: any FileSystem
  ) throws(FileError) -> Mending? {
    guard project.hasLiteralRoot else { return nil }
    let map = ReferenceReader(of: project, on: fileSystem).read(inventory)
    var references = LiteralReferences(map, of: project)
    var files = LiteralReferences.files(of: references.changeable)
    if isAdding { files.formUnion(LiteralReferences.files(of: references.bare)) }
    let names = SecondNames(among: files, in: project, on: fileSystem)
    references = references.without(names)
    files.subtract(names.all)
    var contents: [BytePath: [UInt8]] = [:]
    for file in files.sorted() {
      do throws(FileError) {
        contents[file] = try fileSystem.read(
          project.folder.appending(file), limit: ReferenceReader.largestFile)
      } catch {
        throw FileError(file, error.reason)
      }
    }
    let additions =
      isAdding ? Additions(references, map, of: project, contents: contents) : Additions()
    return Mending(
      references, of: project, contents: contents,
      guarded: guarded(by: references, of: project, inventory, from: fileSystem),
      additions: additions, scope: scope, scanner: ReferenceScanner(rules: map.rules))
  }

  /// Reads the assets beside whose references an `integrity` attribute stands; what cannot be read keeps
  /// the attribute it has.
  static func guarded(
    by references: LiteralReferences, of project: Project, _ inventory: Inventory,
    from fileSystem: any FileSystem
  ) -> [BytePath: [UInt8]] {
    var guarded: [BytePath: [UInt8]] = [:]
    for found in references.changeable + references.bare where found.reference.integrity != nil {
      guard let id = found.resolution.asset, let file = inventory[id]?.file,
        let path = file.relative(to: project.folder), guarded[path] == nil
      else { continue }
      guarded[path] = try? fileSystem.read(file, limit: FileFacts.sizeLimit)
    }
    return guarded
  }
}

extension Project {
  /// Whether some root's tokens stand in templates and code.
  public var hasLiteralRoot: Bool {
    settings.roots.contains { $0.tokens == .literal }
  }
}
