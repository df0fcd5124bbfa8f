import Disk
import Site
import Values

/// Finds the asset that a person names on the command line.
public struct AssetName: Sendable {
  /// The name as given.
  public let given: String

  /// Takes a name: a file as seen from the working folder, or `root:path`.
  public init(_ given: String) {
    self.given = given
  }

  /// The asset of that name in a project.
  ///
  /// A name as it is shown, control characters written out, is taken where no asset has just that
  /// name.
  ///
  /// - Parameters:
  ///   - folder: the working folder, absolute, that a file is seen from.
  ///   - fileSystem: follows links, so that a file is found by whichever way it is reached.
  /// - Throws: ``AssetNameError`` where there is none, or more than one.
  public func asset(
    in inventory: Inventory, of project: Project, seenFrom folder: BytePath,
    on fileSystem: some FileSystem
  ) throws(AssetNameError) -> AssetID {
    var found = Set(named(project))
    found.formUnion(files(project, folder.appending(given).normalized, fileSystem))
    found = found.filter { inventory[$0] != nil }
    if found.isEmpty { found = shown(in: inventory) }
    guard let first = found.first else { throw .unknown(given, nearest: nearest(in: inventory)) }
    guard found.count == 1 else {
      throw .ambiguous(given, found.map(\.description).sorted())
    }
    return first
  }

  /// The names that `root:path` may mean.
  private func named(_ project: Project) -> [AssetID] {
    project.settings.roots.compactMap { root in
      guard given.utf8.starts(with: (root.name + ":").utf8) else { return nil }
      let path = Array(given.utf8.dropFirst(root.name.utf8.count + 1))
      return AssetID(root: root.name, path: BytePath(bytes: path))
    }
  }

  /// The names that a file has below the roots, by the text of its path and with links followed.
  private func files(
    _ project: Project, _ file: BytePath, _ fileSystem: some FileSystem
  ) -> [AssetID] {
    let real = Self.real(file.folder, fileSystem).appending(BytePath(bytes: Array(file.name)))
    return project.settings.roots.flatMap { root in
      root.folders.flatMap { part in
        let folder = project.folder.appending(part).normalized
        let paths = [
          file.relative(to: folder), real.relative(to: Self.real(folder, fileSystem)),
        ]
        return paths.compactMap { $0 }.map { AssetID(root: root.name, path: $0) }
      }
    }
  }

  /// The assets that are shown under the name.
  private func shown(in inventory: Inventory) -> Set<AssetID> {
    let names = inventory.entries.map(\.id)
    return Set(names.filter { $0.description.utf8.elementsEqual(given.utf8) })
  }

  private static func real(_ folder: BytePath, _ fileSystem: some FileSystem) -> BytePath {
    (try? fileSystem.realPath(of: folder)) ?? folder
  }
}
