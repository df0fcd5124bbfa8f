/// Where the digests of a project's files are kept from one run to the next: never in the project.
///
/// Nothing depends on it: without the folder, or the right to write in it, every file is read.
public struct DigestCache: Sendable {
  private let file: BytePath

  /// The greatest size of the file, in bytes: 14 million files.
  private static let largest = 1 << 30

  /// The cache of a project.
  ///
  /// - Parameters:
  ///   - project: the project's folder, absolute.
  ///   - folder: `$XDG_CACHE_HOME`, or what stands for it (XDG Base Directory 0.8).
  public init(project: BytePath, in folder: BytePath) {
    let name = String(Digest.of(project.bytes).hex.prefix(16))
    file = folder.appending("assetbump/\(name).digests")
  }

  /// What is remembered; nothing where the file is not there, damaged, or of another version.
  public func index() -> DigestIndex {
    DigestIndex((try? DiskFileSystem().read(file, limit: DigestCache.largest)) ?? [])
  }

  /// Remembers what an index knows after a run over all files; where that cannot be done, the next
  /// run reads them again.
  public func save(_ index: DigestIndex) {
    guard let contents = index.updatedContents() else { return }
    let disk = DiskFileSystem()
    try? disk.makeFolder(file.folder)
    try? disk.putInPlace(file, contents)
  }
}
