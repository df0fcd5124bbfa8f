import Site
import Values

/// The URLs of a root that browsers may keep for a year, for a server that does not look at the bytes
/// that it sends.
///
/// A token stands here where the file has, now, the bytes that the token was given for: that of its
/// record, or an earlier one. What changes after this was asked for has to be asked for again.
struct KeptURLs {
  /// The root.
  let root: StaticRoot
  /// The prefix of the root's URLs as a request has it, not encoded; nil where another host serves them.
  let prefix: [UInt8]?
  /// The paths of the files below the prefix, each with its tokens.
  private(set) var files: [File] = []

  /// A file, the tokens of its bytes, and the other tokens that it had.
  struct File {
    var path: BytePath
    var kept: [Token]
    var others: [Token]
  }

  /// Finds the URLs of a root.
  init(of root: StaticRoot, in inventory: Inventory) {
    self.root = root
    prefix =
      root.url.hasPrefix("/") && !root.url.hasPrefix("//")
      ? Array((root.scriptName + root.url).utf8) : nil
    for entry in inventory.entries where entry.id.root == root.name {
      guard let record = entry.record, let digest = entry.digest,
        entry.id.path.urlProblem == nil
      else { continue }
      let given = [(record.token, record.digest)] + record.previous.map { ($0.token, $0.digest) }
      let kept = given.filter { $0.1 == digest }.map(\.0)
      files.append(
        File(
          path: entry.id.path, kept: kept,
          others: given.map(\.0).filter { !kept.contains($0) }))
    }
  }

  /// What a request asks for a file under a token: its path, and `?` and the token where that is a
  /// parameter.
  func asked(_ path: BytePath, _ token: Token) -> [UInt8] {
    let start = prefix ?? []
    return switch root.placement {
    case .query: start + path.bytes + Array("?\(token.text)".utf8)
    case .filename: start + path.inserting(token).bytes
    case .path: start + Array("\(token.text)/".utf8) + path.bytes
    }
  }
}
