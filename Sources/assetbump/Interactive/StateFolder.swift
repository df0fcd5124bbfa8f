import Planning
import Site
import Values

/// The folder for what programs remember from one start to the next.
enum StateFolder {
  /// `$XDG_STATE_HOME`, else `.local/state` in the home folder (XDG Base Directory 0.8, which has
  /// paths that are not absolute ignored); nil where there is neither.
  static var path: BytePath? {
    if let named = Environment["XDG_STATE_HOME"], named.hasPrefix("/") { return BytePath(named) }
    guard let home = Environment["HOME"], home.hasPrefix("/") else { return nil }
    return BytePath(home).appending(".local/state")
  }

  /// What remembers the last write of the project in a folder; nil where there is no state folder.
  static func memory(of project: BytePath) -> WriteMemory? {
    path.map { WriteMemory(project: project, state: $0) }
  }
}

extension Project {
  /// Where its writes are recorded, for this user.
  var writePlace: WritePlace { WritePlace(of: self, state: StateFolder.path) }
}
