import Disk
import Glibc
import Values

/// Where what a run saw of a project is kept for the next one: never in the project.
///
/// Nothing depends on it: without the folder, or the right to write in it, every file is read.
public struct ProjectCache: Sendable {
  private let file: BytePath

  /// The cache of a project.
  ///
  /// - Parameters:
  ///   - project: the project's folder, absolute.
  ///   - folder: `$XDG_CACHE_HOME`, or what stands for it (XDG Base Directory 0.8).
  public init(project: BytePath, in folder: BytePath) {
    file = folder.appending("assetbump/\(ProjectCache.name(of: project)).index")
  }

  /// The name of a project's file: a checksum of 16 hex digits.
  ///
  /// No digest, for the start of the library that takes them costs more than all else that a check of a
  /// small project does. Projects that share one write over each other's file, and
  /// neither believes what the other wrote.
  package static func name(of project: BytePath) -> String {
    let digits = String(project.bytes.withUnsafeBytes { CacheWriter.sum(of: $0) }, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// What is remembered; nil where the file is not there, damaged, or of another version.
  package func open() -> ProjectMemory? {
    ProjectMemory(file)
  }

  /// Remembers trees and versions file; where that cannot be done, the next run reads all again.
  package func save(_ trees: [Scan.RootTree], _ versions: VersionsDocument.Read) {
    try? CacheWriter.replace(file) { writer throws(FileError) in
      try writer.write([UInt64(trees.count)])
      for tree in trees { try writer.write(tree.tree) }
      try writer.write(versions, beside: trees.map(\.tree))
    }
  }
}

extension CacheWriter {
  /// Adds a tree.
  func write(_ tree: KnownTree) throws(FileError) {
    try write(tree.top.bytes)
    var rules = ByteList()
    for rule in tree.rules { rules.append(rule.utf8) }
    try write(rules)
    try write(tree.folders)
    try write(tree.folderPaths)
    try write(tree.paths)
    try write(tree.sizes)
    try write(tree.modified)
    try write(tree.changed)
    try write(tree.inodes)
    try write(tree.digests)
    try write(tree.known.map { $0 == KnownTree.trusted ? $0 : KnownTree.unknown })
  }
}

extension CacheReader {
  /// The next tree.
  func tree() -> KnownTree? {
    guard let top = array(of: UInt8.self), let rules = list(),
      let folders = array(of: KnownTree.Folder.self), let folderPaths = list(), let paths = list(),
      let sizes = array(of: UInt64.self), let modified = array(of: Int64.self),
      let changed = array(of: Int64.self), let inodes = array(of: UInt64.self),
      let digests = array(of: Digest.self), let known = array(of: UInt8.self)
    else { return nil }
    let tree = KnownTree(
      top: BytePath(bytes: top),
      rules: (0..<rules.count).map { String(decoding: rules[$0], as: UTF8.self) },
      folders: folders, folderPaths: folderPaths, paths: paths, sizes: sizes, modified: modified,
      changed: changed, inodes: inodes, digests: digests, known: known)
    return tree.isSound ? tree : nil
  }
}
