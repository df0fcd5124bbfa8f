import Values

/// The bytes that a file had while they had a digest, out of git's history.
///
/// Objects are compared as git keeps them, and with the line ends of Windows; no filter of git's is run.
public enum RecordedBytes {
  /// Why they are not known.
  public enum Failure: Error, Equatable, Sendable {
    /// The project has no history.
    case repository(GitRepository.Absence)
    /// The program `git` failed.
    case git(GitError)
    /// The file lies outside of the project's folder.
    case outside
    /// No commit of so many that changed the file has such bytes.
    case notFound(looked: Int)
  }

  /// The most commits that are looked at, the newest first.
  private static let most = 200

  /// Looks for the bytes of a file.
  ///
  /// - Parameters:
  ///   - file: the file, absolute.
  ///   - digest: what they had.
  ///   - folder: the project's folder, absolute.
  public static func find(
    _ file: BytePath, digest: Digest, in folder: BytePath
  ) throws(Failure) -> [UInt8] {
    guard let own = file.normalized.relative(to: folder.normalized) else { throw .outside }
    let repository: GitRepository
    do throws(GitRepository.Absence) {
      repository = try GitRepository(around: folder)
    } catch {
      throw .repository(error)
    }
    let path = repository.prefix == "." ? own : repository.prefix.appending(own)
    let found: [UInt8]?
    let looked: Int
    do throws(GitError) {
      let changes = try repository.log(of: [path]).changes[path] ?? []
      looked = min(changes.count, most)
      found = try find(digest, in: changes.prefix(most), by: repository.objects())
    } catch {
      throw .git(error)
    }
    guard let found else { throw .notFound(looked: looked) }
    return found
  }

  private static func find(
    _ digest: Digest, in changes: ArraySlice<CommitLog.Change>, by reader: any ObjectReader
  ) throws(GitError) -> [UInt8]? {
    var seen: Set<ObjectID> = []
    for change in changes {
      for id in [change.after, change.before].compactMap({ $0 }) where seen.insert(id).inserted {
        guard let bytes = try reader.contents(of: id) else { continue }
        if Digest.of(bytes) == digest { return bytes }
        let windows = withWindowsLineEnds(bytes)
        if windows.count != bytes.count, Digest.of(windows) == digest { return windows }
      }
    }
    return nil
  }

  private static func withWindowsLineEnds(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 32)
    for byte in bytes {
      if byte == UInt8(ascii: "\n"), result.last != UInt8(ascii: "\r") {
        result.append(UInt8(ascii: "\r"))
      }
      result.append(byte)
    }
    return result
  }
}

extension RecordedBytes.Failure: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .repository(let absence): absence.description
    case .git(let error): error.description
    case .outside: "the file lies outside of the project's folder"
    case .notFound(0): "git does not know the file"
    case .notFound(let count):
      "none of the \(count) \(count == 1 ? "commit" : "commits") that changed it has the recorded bytes"
    }
  }
}
