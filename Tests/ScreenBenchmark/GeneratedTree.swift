import AssetCore
import Disk
import Glibc
import Site
import TestSupport
import Values

/// A project of many small assets, the same for the same count.
struct GeneratedTree {
  /// The project's folder.
  let folder: BytePath
  /// The number of assets.
  let count: Int

  /// Makes the tree below a folder, where it is not there yet.
  init(count: Int, in parent: BytePath) throws {
    self.count = count
    folder = parent.appending("assets-\(count)")
    let disk = DiskFileSystem()
    let mark = folder.appending("complete")
    try disk.makeFolder(folder.appending("static"))
    if try disk.kind(of: mark) != nil { return }
    var random = SeededGenerator(seed: UInt64(count))
    let endings = ["css", "js", "png", "svg", "woff2"]
    for index in 0..<count {
      let part = folder.appending("static/d\(index / 700)/e\(index / 14 % 50)")
      if index.isMultiple(of: 14) { try disk.makeFolder(part) }
      let ending = endings[Int.random(in: 0..<endings.count, using: &random)]
      let size = Int.random(in: 16...512, using: &random)
      let bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &random) }
      try write(bytes, to: part.appending("file\(index).\(ending)"))
    }
    try write([], to: mark)
  }

  /// The same assets in another project, whose versions file remembers every one.
  func recorded() throws -> GeneratedTree {
    let other = GeneratedTree(folder: folder.folder.appending("recorded-\(count)"), count: count)
    let disk = DiskFileSystem()
    let file = other.folder.appending("asset-versions.json")
    if try disk.kind(of: file) != nil { return other }
    try disk.makeFolder(other.folder)
    symlink("../assets-\(count)/static", VisibleText.of(other.folder.appending("static")))
    let workspace = try Workspace(
      of: Project(folder: folder, settings: Settings(), source: .conventions), on: disk)
    guard let day = CalendarDay(compact: "20240601") else { return other }
    var records: [BytePath: Record] = [:]
    for entry in workspace.inventory.entries {
      guard let digest = entry.digest else { continue }
      records[entry.id.path] = Record(
        token: try Token(String(digest.hex.prefix(8))), digest: digest, bumped: day)
    }
    try write(VersionsFile(roots: ["static": records]).canonicalBytes, to: file)
    return other
  }

  private init(folder: BytePath, count: Int) {
    self.folder = folder
    self.count = count
  }

  private func write(_ bytes: [UInt8], to path: BytePath) throws {
    let file = open(path.terminated, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0 else { throw TestFileError("open", path) }
    defer { close(file) }
    guard bytes.isEmpty || Glibc.write(file, bytes, bytes.count) == bytes.count else {
      throw TestFileError("write", path)
    }
  }
}
