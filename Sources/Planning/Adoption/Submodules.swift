import Disk
import Values

/// The assets of a project that lie in submodules: their bytes in a commit of the project are those of the
/// commit that the submodule was at.
final class Submodules {
  private let folder: BytePath
  private let prefix: BytePath
  /// The folders of the submodules, from the top of the repository.
  let paths: Set<BytePath>
  private var readers: [BytePath: (any ObjectReader)?] = [:]
  private var known: [Question: (Digest, Adoption.Baseline?)] = [:]

  private struct Question: Hashable {
    let commit: ObjectID
    let path: BytePath
  }

  /// Takes the submodules of a repository.
  ///
  /// - Parameter folder: the project's folder, absolute.
  init(of repository: any Repository, around folder: BytePath) throws(GitError) {
    self.folder = folder
    prefix = repository.prefix
    paths = Set(try repository.submodules())
  }

  /// The submodule that a file lies in, from the top of the repository; nil where it lies in none.
  func submodule(around file: BytePath) -> BytePath? {
    if paths.isEmpty { return nil }
    var folder = file.folder
    while folder != "." {
      if paths.contains(folder) { return folder }
      folder = folder.folder
    }
    return nil
  }

  /// The digest that a file had on disk while its submodule was at a commit, and why it is today's where
  /// that is not known.
  func digest(
    of file: BytePath, in submodule: BytePath, at commit: ObjectID?, today: Digest
  ) throws(GitError) -> (Digest, Adoption.Baseline?) {
    guard let commit, let path = file.relative(to: submodule) else { return (today, .noFile) }
    let question = Question(commit: commit, path: file)
    if let known = known[question] { return known }
    let answer = try found(path, in: submodule, commit, today)
    known[question] = answer
    return answer
  }

  private func found(
    _ path: BytePath, in submodule: BytePath, _ commit: ObjectID, _ today: Digest
  ) throws(GitError) -> (Digest, Adoption.Baseline?) {
    guard let reader = try reader(of: submodule), try reader.contents(of: commit) != nil else {
      return (today, .noObject)
    }
    guard let contents = try reader.contents(of: path, in: commit) else { return (today, .noFile) }
    if Checkout.fits(today, contents) { return (today, nil) }
    if let digest = try reader.checkout(of: path).digest(of: contents) { return (digest, nil) }
    return (today, .filtered)
  }

  private func reader(of submodule: BytePath) throws(GitError) -> (any ObjectReader)? {
    if let known = readers[submodule] { return known }
    let below = prefix == "." ? submodule : submodule.relative(to: prefix)
    let repository = below.flatMap { try? GitRepository(around: folder.appending($0)) }
    // Of one that is not checked out the repository around it would answer.
    let reader = try repository.flatMap { $0.prefix == "." ? $0 : nil }?.objects()
    readers[submodule] = .some(reader)
    return reader
  }
}
