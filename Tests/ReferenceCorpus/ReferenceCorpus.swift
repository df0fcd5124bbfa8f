import Disk
import Formats
import Glibc
import References
import Site
import Values

/// Holds the scanner and resolver against a table of a project's references.
///
/// `ReferenceCorpus TABLE PROJECT GLOB…`: the globs, as in `.gitignore`, say which files of the
/// project the table speaks of. Prints the figures, and the lines that differ.
@main
enum ReferenceCorpus {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 4 else {
      print("usage: ReferenceCorpus TABLE PROJECT GLOB...")
      exit(64)
    }
    let disk = DiskFileSystem()
    let folder = BytePath(arguments[2])
    let table = try Table(disk.read(BytePath(arguments[1]), limit: 1 << 26))
    let project = ProjectFiles(folder, on: disk)
    let learned = ProjectLearner.learn(paths: project.paths) { project.contents($0) }
    for root in learned.roots {
      let folders = root.folders.map { String(decoding: $0.bytes, as: UTF8.self) }
      print(
        "root \(root.name) \(root.urls) \(folders) adds token: \(learned.loader(of: root.name) != nil)"
      )
    }
    print("helpers \(learned.helpers.map(\.name)), endpoints \(learned.endpoints)")
    let globs = GlobList(Array(arguments[3...]))
    let files = project.paths.filter { globs.matches($0) }
    let clock = ContinuousClock()
    var lines: [Line] = []
    var size = 0
    var scanTime = Duration.zero
    var resolveTime = Duration.zero
    let layout = learned.layout(paths: project.paths)
    let sheets = project.paths.filter { ReferenceLanguage($0) == .css(hasLineComments: false) }
    let resolver = Resolver(layout, sheets: sheets)
    let scanner = ReferenceScanner(rules: layout.rules)
    for file in files {
      guard let contents = project.contents(file) else { continue }
      size += contents.count
      let start = clock.now
      let references = scanner.references(in: contents, of: file)
      let middle = clock.now
      lines += references.compactMap { reference in
        resolver.resolve(reference).map { Line(reference, $0) }
      }
      scanTime += middle - start
      resolveTime += clock.now - middle
    }
    print("\(files.count) files, \(size) bytes, scanned in \(scanTime), resolved in \(resolveTime)")
    Comparison(table.lines, lines).printFigures()
  }
}

/// The files of a project, without what is installed or hidden.
struct ProjectFiles {
  let folder: BytePath
  let disk: DiskFileSystem
  let paths: [BytePath]

  init(_ folder: BytePath, on disk: DiskFileSystem) {
    self.folder = folder
    self.disk = disk
    var paths: [BytePath] = []
    var folders: [BytePath] = ["."]
    while let next = folders.popLast() {
      for entry in (try? disk.entries(of: folder.appending(next))) ?? [] {
        let name = BytePath(bytes: entry.name)
        let path = next == "." ? name : next.appending(name)
        if entry.kind == .folder, !entry.isLink, name.bytes.first != 0x2E, name != "node_modules" {
          folders.append(path)
        } else if entry.kind == .file {
          paths.append(path)
        }
      }
    }
    self.paths = paths.sorted()
  }

  func contents(_ path: BytePath) -> [UInt8]? {
    try? disk.read(folder.appending(path), limit: 8 << 20)
  }
}
