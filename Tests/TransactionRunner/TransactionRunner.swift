import Disk
import Formats
import Glibc
import Planning
import Values

/// Writes release after release over the 30 files of a project, until it is killed.
///
/// ```text
/// TransactionRunner FOLDER STATE          mends what is there, then writes without end, a dot after each
/// TransactionRunner FOLDER STATE repair   mends what is there, and says how
/// ```
@main
enum TransactionRunner {
  /// The files of the project in a folder, the versions file last.
  static let names: [BytePath] =
    (1..<30).map { BytePath("templates/\($0 % 3)/page\($0).html") } + ["asset-versions.json"]

  static func main() throws {
    let arguments = CommandLine.arguments
    let folder = BytePath(arguments[1])
    let disk = DiskFileSystem()
    let place = WritePlace(
      versions: folder.appending("asset-versions.json"), name: "asset-versions.json",
      state: BytePath(arguments[2]))
    // Given back when the program ends, however it does.
    let start = try place.start(on: disk)
    defer { withExtendedLifetime(start) {} }
    if arguments.count > 3 {
      print(start.report.map { $0.direction == .finish ? "finished" : "undone" } ?? "nothing")
      return
    }
    var contents = try disk.read(place.versions, limit: 100)
    var release = Int(String(decoding: contents.dropLast(), as: UTF8.self)) ?? 0
    while true {
      release += 1
      let next = Array("\(release)\n".utf8)
      let edits = names.map {
        FileEdit(path: folder.appending($0), name: $0, before: contents, after: next)
      }
      try Transaction(edits, at: place).carryOut(on: disk)
      contents = next
      _ = write(STDOUT_FILENO, ".", 1)
    }
  }
}
