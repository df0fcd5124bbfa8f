import Disk
import Site
import Values

/// The names of files that are links to others that are read as well: a file is edited under one name.
struct SecondNames {
  /// The names, from the project's folder.
  private(set) var all: Set<BytePath> = []

  /// Finds those among the names of files.
  init(among files: Set<BytePath>, in project: Project, on fileSystem: any FileSystem) {
    guard files.count > 1, let top = try? fileSystem.realPath(of: project.folder) else { return }
    var names: [BytePath: BytePath] = [:]
    for file in files.sorted() {
      guard let target = try? fileSystem.target(of: project.folder.appending(file)) else {
        continue
      }
      guard let other = names.updateValue(file, forKey: target) else { continue }
      // The file's own name counts, else the first.
      if target == top.appending(file) {
        all.insert(other)
      } else {
        all.insert(file)
        names[target] = other
      }
    }
  }
}
