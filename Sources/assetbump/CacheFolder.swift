import AssetCore
import References
import Site
import Values

/// The folder for what programs can do without, and make again.
enum CacheFolder {
  /// `$XDG_CACHE_HOME`, else `.cache` in the home folder (XDG Base Directory 0.8, which has paths that
  /// are not absolute ignored); nil where there is neither.
  static var path: BytePath? {
    if let named = Environment["XDG_CACHE_HOME"], named.hasPrefix("/") { return BytePath(named) }
    guard let home = Environment["HOME"], home.hasPrefix("/") else { return nil }
    return BytePath(home).appending(".cache")
  }

  /// What remembers the project in a folder; nil where there is no cache folder.
  static func cache(of project: BytePath) -> ProjectCache? {
    path.map { ProjectCache(project: project, in: $0) }
  }

  /// What remembers the references of the project's files; nil where there is no cache folder.
  static func references(of project: BytePath) -> ReferenceCache? {
    path.map { ReferenceCache(project: project, in: $0) }
  }

  /// What remembers the answers of commands; nil where there is no cache folder.
  static var answers: AnswerCache? {
    path.map { AnswerCache(in: $0) }
  }
}
