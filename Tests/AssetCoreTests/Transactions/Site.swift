import Formats
import Planning
import TestSupport
import Testing
import Values

/// A project in memory whose files are all of one release: the number is their contents.
struct Site {
  let disk = MemoryFileSystem(workingFolder: "/shop")
  let names: [BytePath]

  static let place = WritePlace(
    versions: "/shop/asset-versions.json", name: "asset-versions.json", state: "/state")

  /// Makes a project of templates in several folders, and a versions file.
  init(files count: Int) {
    let templates = (1..<count).map { BytePath("templates/\($0 % 4)/page\($0).html") }
    names = templates + ["asset-versions.json"]
    for name in names { disk.write(Site.contents(1), to: name) }
  }

  /// What a file of a release holds; long enough that half of it is something else.
  static func contents(_ release: Int) -> [UInt8] { Array("release \(release)\n".utf8) }

  /// The edits from a release to another.
  func edits(from old: Int, to new: Int) -> [FileEdit] {
    names.map {
      FileEdit(
        path: BytePath("/shop").appending($0), name: $0, before: Site.contents(old),
        after: Site.contents(new))
    }
  }

  /// The write from a release to another.
  func transaction(from old: Int, to new: Int) -> Transaction {
    Transaction(edits(from: old, to: new), at: Site.place)
  }

  /// The releases that the files are of.
  var releases: Set<String> {
    Set(names.map { disk.text(of: $0) ?? "none" })
  }

  /// Every file in the project, sorted by bytes.
  var everything: [BytePath] {
    disk.files.compactMap { $0.relative(to: "/shop") }
  }

  /// Checks that all files are of one of these releases, and that nothing else lies there.
  func expectOne(of releases: [Int], _ comment: Comment) {
    let found = self.releases
    #expect(
      releases.contains { found == [String(decoding: Site.contents($0), as: UTF8.self)] },
      "\(comment): \(found)")
    #expect(everything == names.sorted(), comment)
  }
}
