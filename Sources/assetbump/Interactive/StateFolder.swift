import AssetCore

/// The folder for what programs remember from one start to the next.
enum StateFolder {
  /// `$XDG_STATE_HOME`, else `.local/state` in the home folder (XDG Base Directory 0.8, which has
  /// paths that are not absolute ignored); nil where there is neither.
  static var path: BytePath? {
    if let named = Environment["XDG_STATE_HOME"], named.hasPrefix("/") { return BytePath(named) }
    guard let home = Environment["HOME"], home.hasPrefix("/") else { return nil }
    return BytePath(home).appending(".local/state")
  }
}
