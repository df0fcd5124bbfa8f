import Disk
import Values

/// What a commit changed, so that what was moved in it is found in one step.
struct CommitMoves {
  private let changes: [CommitLog.FileChange]
  /// The first file that was taken away with some contents.
  private let goneByContents: [ObjectID: BytePath]
  /// The file of a name that was taken away; nil where several were.
  private let goneByName: [[UInt8]: BytePath?]

  init(_ changes: [CommitLog.FileChange]) {
    self.changes = changes
    var contents: [ObjectID: BytePath] = [:]
    var names: [[UInt8]: BytePath?] = [:]
    for file in changes where file.change.after == nil {
      guard let before = file.change.before else { continue }
      if contents[before] == nil { contents[before] = file.path }
      let name = Array(file.path.name)
      names[name] = .some(names[name] == nil ? file.path : nil)
    }
    (goneByContents, goneByName) = (contents, names)
  }

  /// The file that was taken away when another was made: one of the same contents, else of the same name
  /// where there is only one.
  func origin(of path: BytePath, _ blob: ObjectID) -> BytePath? {
    goneByContents[blob] ?? goneByName[Array(path.name)] ?? nil
  }

  /// The first files that held tokens before, at most two for each.
  func holders(
    of wanted: Set<AssetToken>,
    _ tokens: (ObjectID, BytePath) throws(GitError) -> Set<AssetToken>
  ) throws(GitError) -> [AssetToken: [BytePath]] {
    var holders: [AssetToken: [BytePath]] = [:]
    for file in changes {
      guard let before = file.change.before else { continue }
      for token in try tokens(before, file.path)
      where wanted.contains(token) && holders[token, default: []].count < 2 {
        holders[token, default: []].append(file.path)
      }
    }
    return holders
  }
}
