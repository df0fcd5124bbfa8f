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
  static let assets: CompletionKind = .custom { (_: [String], _: Int, prefix: String) -> [String] in
    files(prefix) + assetNames(prefix)
  }
  /// For templates: also those of the project that lie elsewhere, as seen from here.
  static let templates: CompletionKind = .custom {
    (_: [String], _: Int, prefix: String) -> [String] in
    let files = files(prefix)
    return files + templateNames(prefix).filter { !files.contains($0) }
  }
  /// For both.
  static let all: CompletionKind = .custom { (_: [String], _: Int, prefix: String) -> [String] in
    files(prefix) + assetNames(prefix)
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

  private static func assetNames(_ prefix: String) -> [String] {
    guard prefix.contains(":"), let project = project(),
      let scan = try? Workspace.listed(
        of: project, on: DiskFileSystem(), remembering: CacheFolder.cache(of: project.folder))
    else { return [] }
    return scan.workspace.inventory.entries.map(\.id.description).filter { $0.hasPrefix(prefix) }
  }

  private static func templateNames(_ prefix: String) -> [String] {
    guard let project = project(), let here = try? WorkingFolder.path() else { return [] }
    return TemplateList(project: project, fileSystem: DiskFileSystem()).files().compactMap {
      project.folder.appending($0).normalized.relative(to: here)?.text
    }.filter { $0.hasPrefix(prefix) }
  }
}
