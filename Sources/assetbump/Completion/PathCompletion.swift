import ArgumentParser
import AssetCore
import Disk
import Planning
import Site
import Values

/// The words that a shell offers for a path: files and folders as they lie there, and what the project
/// knows besides.
enum PathCompletion {
  /// For assets: also `root:path`.
  static let assets: CompletionKind = .custom { (words: [String], place: Int, prefix: String) in
    files(prefix) + assetNames(prefix, words, place)
  }
  /// For templates: also those of the project that lie elsewhere, as seen from here.
  static let templates: CompletionKind = .custom {
    (_: [String], _: Int, prefix: String) -> [String] in
    let files = files(prefix)
    return files + templateNames(prefix).filter { !files.contains($0) }
  }
  /// For both.
  static let all: CompletionKind = .custom { (words: [String], place: Int, prefix: String) in
    files(prefix) + assetNames(prefix, words, place)
  }

  /// The names in the folder that a prefix leads to; a folder's ends in a slash.
  private static func files(_ prefix: String) -> [String] {
    guard let here = try? WorkingFolder.path() else { return [] }
    let start = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
    let name = prefix.dropFirst(start.count)
    let folder = start.isEmpty ? here : here.appending(start).normalized
    let entries = (try? DiskFileSystem().entries(of: folder)) ?? []
    return entries.compactMap { entry in
      guard let text = BytePath(bytes: Array(entry.name)).text, text.hasPrefix(name),
        name.hasPrefix(".") || !text.hasPrefix(".")
      else { return nil }
      return start + text + (entry.kind == .folder ? "/" : "")
    }
  }

  private static func project() -> Project? {
    guard let here = try? WorkingFolder.path() else { return nil }
    return try? Project.find(from: here, in: DiskFileSystem())
  }

  /// The names `root:path` that begin with a prefix.
  ///
  /// bash takes a colon for the end of a word: the root stands two words before the path, and only the
  /// path is to be offered. In zsh a colon ends what is offered, unless a backslash stands before it.
  private static func assetNames(_ prefix: String, _ words: [String], _ place: Int) -> [String] {
    var (root, typed) = ("", prefix)
    if CompletionShell.requesting == .bash, place >= 2, words.indices.contains(place) {
      if words[place] == ":" {
        (root, typed) = (words[place - 1] + ":", "")
      } else if words[place - 1] == ":" {
        root = words[place - 2] + ":"
      }
    }
    let start = root + typed
    guard start.contains(":"), let project = project(),
      let scan = try? Workspace.listed(
        of: project, on: DiskFileSystem(), remembering: CacheFolder.cache(of: project.folder))
    else { return [] }
    let names = scan.workspace.inventory.entries.map(\.id.description).filter {
      $0.hasPrefix(start)
    }
    if CompletionShell.requesting == .zsh { return names.map { $0.replacing(":", with: "\\:") } }
    return names.map { String($0.dropFirst(root.count)) }
  }

  private static func templateNames(_ prefix: String) -> [String] {
    guard let project = project(), let here = try? WorkingFolder.path() else { return [] }
    return TemplateList(project: project, fileSystem: DiskFileSystem()).files().compactMap {
      project.folder.appending($0).normalized.relative(to: here)?.text
    }.filter { $0.hasPrefix(prefix) }
  }
}
