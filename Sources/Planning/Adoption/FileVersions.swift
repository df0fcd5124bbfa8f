import Disk
import References
import Values

/// Which tokens the versions of files hold.
///
/// The last ones that were read are kept, for what is asked twice is asked soon.
final class FileVersions {
  private let objects: any ObjectReader
  private let prefix: BytePath
  private let tokens: ([UInt8], BytePath) -> Set<AssetToken>
  private var known: [Version: Set<AssetToken>] = [:]
  /// The number of tokens that are kept, and versions.
  private var kept = 0

  /// The greatest number of both.
  private static let limit = 1 << 14

  private struct Version: Hashable {
    let blob: ObjectID
    let path: BytePath
  }

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - prefix: where the project's folder lies in the repository.
  ///   - tokens: the tokens in a file's contents, by its path from the project's folder.
  init(
    _ objects: any ObjectReader, prefix: BytePath,
    tokens: @escaping ([UInt8], BytePath) -> Set<AssetToken>
  ) {
    self.objects = objects
    self.prefix = prefix
    self.tokens = tokens
  }

  /// The tokens that a version of a file holds; one of a file outside of the project holds none.
  func tokens(in blob: ObjectID, _ path: BytePath) throws(GitError) -> Set<AssetToken> {
    let version = Version(blob: blob, path: path)
    if let found = known[version] { return found }
    guard ReferenceLanguage(path) != nil,
      let file = prefix == "." ? path : path.relative(to: prefix),
      let contents = try objects.contents(of: blob),
      contents.count <= ReferenceReader.largestFile
    else {
      keep([], of: version)
      return []
    }
    let found = tokens(contents, file)
    keep(found, of: version)
    return found
  }

  private func keep(_ tokens: Set<AssetToken>, of version: Version) {
    if kept > Self.limit {
      known = [:]
      kept = 0
    }
    known[version] = tokens
    kept += tokens.count + 1
  }
}
