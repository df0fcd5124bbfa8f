import ArgumentParser
import Disk

/// The words that a shell offers for a revision: tags and branches.
enum RevisionCompletion {
  static let kind: CompletionKind = .custom { (_: [String], _: Int, prefix: String) -> [String] in
    guard let here = try? WorkingFolder.path(), let repository = try? GitRepository(around: here),
      let names = try? repository.names()
    else { return [] }
    // Of two revisions the second is offered behind the first.
    let start = prefix.contains("..") ? prefix.lastIndex(of: ".").map { prefix[...$0] } ?? "" : ""
    return names.map { start + $0 }.filter { $0.hasPrefix(prefix) }
  }
}
