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
  /// - Parameter folder: the working folder, absolute, that a file is seen from.
  /// - Throws: ``AssetNameError`` where there is none, or more than one.
  public func asset(
    in inventory: Inventory, of project: Project, seenFrom folder: BytePath
  ) throws(AssetNameError) -> AssetID {
    let found = Set(candidates(project, folder).filter { inventory[$0] != nil })
    guard let first = found.first else { throw .unknown(given) }
    guard found.count == 1 else {
      throw .ambiguous(given, found.map(\.description).sorted())
    }
    return first
  }

  private func candidates(_ project: Project, _ folder: BytePath) -> [AssetID] {
    var candidates = project.settings.roots.compactMap { root -> AssetID? in
      guard given.utf8.starts(with: (root.name + ":").utf8) else { return nil }
      let path = Array(given.utf8.dropFirst(root.name.utf8.count + 1))
      return AssetID(root: root.name, path: BytePath(bytes: path))
    }
    let file = folder.appending(given).normalized
    for root in project.settings.roots {
      for part in root.folders {
        if let path = file.relative(to: project.folder.appending(part).normalized) {
          candidates.append(AssetID(root: root.name, path: path))
        }
      }
    }
    return candidates
  }
}

/// Why a name is no asset's.
public enum AssetNameError: Error, Equatable, Sendable {
  /// No asset has that name.
  case unknown(String)
  /// Several assets have that name.
  case ambiguous(String, [String])
}

extension AssetNameError: CustomStringConvertible {
  /// What is wrong with the name, and what to do.
  public var description: String {
    switch self {
    case .unknown(let name):
      "no asset \"\(VisibleText.of(name))\": name a file below a static root as seen from here,"
        + " or ROOT:PATH - assetbump list shows them"
    case .ambiguous(let name, let assets):
      "\"\(VisibleText.of(name))\" is the name of \(assets.count) assets: "
        + assets.joined(separator: ", ") + " - name one of them"
    }
  }
}
