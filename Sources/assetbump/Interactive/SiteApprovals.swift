import Disk
import Values

/// The sites beyond this machine that the person has said may be asked, for one project.
///
/// Settings come with a clone, so what they name is not asked unasked. One file for each project in the
/// state folder, `assetbump/sites/` and the first 16 hex digits of the digest of the project's path: the
/// origins, one a line.
struct SiteApprovals {
  private let path: BytePath?
  private let fileSystem: any FileSystem

  /// Makes the approvals of a project.
  ///
  /// - Parameters:
  ///   - project: the project's folder, absolute.
  ///   - state: the state folder; nil where there is none, so that nothing outlasts the session.
  init(of project: BytePath, state: BytePath?, on fileSystem: any FileSystem) {
    self.fileSystem = fileSystem
    let name = String(Digest.of(project.bytes).hex.prefix(16))
    path = state?.appending("assetbump").appending("sites").appending(BytePath(name))
  }

  /// The greatest size of the file that is read, in bytes.
  private static let largest = 1 << 16

  private var contents: [UInt8]? {
    path.flatMap { try? fileSystem.read($0, limit: Self.largest) }
  }

  /// Whether a site may be asked.
  func allow(_ url: WebURL) -> Bool {
    if url.isLoopback { return true }
    let lines = contents?.split(separator: UInt8(ascii: "\n")) ?? []
    return lines.contains { $0.elementsEqual(url.origin.utf8) }
  }

  /// Remembers that a site may be asked.
  func remember(_ url: WebURL) throws(FileError) {
    guard let path, !allow(url) else { return }
    let before = contents
    try fileSystem.makeFolder(path.folder)
    try fileSystem.replace(
      path, with: (before ?? []) + Array(url.origin.utf8) + [UInt8(ascii: "\n")], expecting: before)
  }
}
