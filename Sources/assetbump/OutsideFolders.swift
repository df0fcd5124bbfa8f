import ArgumentParser
import Disk
import Planning
import Site
import Values

/// The folders outside of projects that a person allows writes in: the lines of `assetbump/outside` in
/// the configuration folder.
enum OutsideFolders {
  /// `$XDG_CONFIG_HOME`, else `.config` in the home folder (XDG Base Directory 0.8).
  private static var folder: BytePath? {
    if let named = Environment["XDG_CONFIG_HOME"], named.hasPrefix("/") { return BytePath(named) }
    guard let home = Environment["HOME"], home.hasPrefix("/") else { return nil }
    return BytePath(home).appending(".config")
  }

  /// The folders: absolute paths, and those below `~/`; empty lines and those after `#` are none.
  ///
  /// What lies in the project, or is not the user's own, says nothing.
  static func configured(for project: BytePath, on disk: DiskFileSystem) -> [BytePath] {
    guard let file = folder?.appending("assetbump/outside"),
      let real = try? disk.realPath(of: file), (try? disk.confirmOwn(real)) != nil,
      let top = try? disk.realPath(of: project), !real.isBelow(top),
      let contents = try? disk.read(real, limit: 1 << 20)
    else { return [] }
    return contents.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let path = BytePath(bytes: Array(line))
      if path.isAbsolute { return path.normalized }
      guard line.starts(with: "~/".utf8), let home = Environment["HOME"] else { return nil }
      return BytePath(home).appending(BytePath(bytes: Array(line.dropFirst(2)))).normalized
    }
  }
}
