import Disk
import Formats
import Values

// What a walk makes of a name.
extension FolderWalk {
  /// Takes in a name of the folder that is being walked.
  ///
  /// - Returns: the folder that it is, to be walked next.
  mutating func visit(_ row: Int) -> WalkLevel? {
    let last = levels.count - 1
    if levels[last].listing.isHidden(row) { return nil }
    let item = levels[last].listing.items[row]
    path.removeAll(keepingCapacity: true)
    path.append(contentsOf: levels[last].path.bytes)
    if !path.isEmpty { path.append(BytePath.slash) }
    levels[last].listing.names.withRow(row) { path.append(contentsOf: $0) }
    if leavesOut(item) { return nil }
    if item.isPlainFile, path.isPlainASCII {
      addFile(item)
      return nil
    }
    return visitOdd(item, row, in: levels[last])
  }

  private func leavesOut(_ item: FolderListing.Item) -> Bool {
    if item.kind == .folder { return ignore.matchesFolder(BytePath(bytes: path)) }
    return path.withUnsafeBufferPointer { ignore.mayMatch($0) }
      && ignore.matches(BytePath(bytes: path))
  }

  /// Takes in what is no file that is sure to be served.
  private mutating func visitOdd(
    _ item: FolderListing.Item, _ row: Int, in level: WalkLevel
  ) -> WalkLevel? {
    let path = BytePath(bytes: path)
    let file = level.file.appending(level.listing.name(at: row))
    if item.isLink {
      markOdd(file)
      if let reason = linkProblem(item, file: file, in: level) {
        note(reason, at: path, file, isFolder: item.kind == .folder)
        return nil
      }
    }
    switch item.kind {
    case .folder: return WalkLevel(row, in: level)
    case .file:
      if let problem = path.urlProblem { note(problem, at: path, file) } else { addFile(item) }
    case let kind?: note(.notFile(kind), at: path, file)
    case nil: note(.unreadable(.notFound), at: path, file)
    }
    return nil
  }

  private func linkProblem(
    _ item: FolderListing.Item, file: BytePath, in level: WalkLevel
  ) -> Problem.Reason? {
    guard let kind = item.kind else { return .brokenLink }
    let target: BytePath
    do throws(FileError) {
      target = try fileSystem.realPath(of: file)
    } catch {
      return .unreadable(error.reason)
    }
    if target == top { return .linkLoop }
    if target.relative(to: top) == nil { return .linkOutside(target) }
    guard kind == .folder else { return nil }
    if level.ancestors.contains(item.identity) { return .linkLoop }
    // Folders that link to each other would otherwise be listed once for each order of them.
    return level.isLinked ? .nestedLink : nil
  }

  /// Adds the file at the path that is looked at.
  private mutating func addFile(_ item: FolderListing.Item) {
    path.withUnsafeBufferPointer { path in
      guard statesFiles else { return found.tree.append(path) }
      let digest = item.isStamped ? earlier?.tree.digest(of: path, in: item.stamp) : nil
      found.tree.append(path, item.stamp, digest)
    }
  }

  /// Notes that the folder that is being walked is to be listed each time, for what lies at a path.
  private mutating func markOdd(_ file: BytePath) {
    found.oddPlaces.append(file)
    if let index = levels.last?.index { found.tree.folders[index].isPlain = 0 }
  }

  mutating func note(
    _ reason: Problem.Reason, at path: BytePath, _ file: BytePath, isFolder: Bool = false
  ) {
    markOdd(file)
    found.problems.append(
      Problem(id: AssetID(root: root, path: path), reason: reason, isFolder: isFolder))
  }
}

extension [UInt8] {
  /// Whether all are ASCII and none controls: a path of such bytes has no ``BytePath/urlProblem``.
  fileprivate var isPlainASCII: Bool {
    allSatisfy { $0 &- UInt8(ascii: " ") < UInt8(ascii: "`") }
  }
}
