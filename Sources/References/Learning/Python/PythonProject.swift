import Values

/// The Python source of a project: its modules, read when they are asked for.
final class PythonProject {
  private let read: (BytePath) -> [UInt8]?
  private let files: ModuleFiles
  private var modules: [BytePath: PythonModule?] = [:]
  /// The names that stand at the top of modules of which others import all.
  private var sharedNames: Set<String> = []
  private var sharing: Set<BytePath> = []

  /// Takes a project's files.
  ///
  /// - Parameters:
  ///   - paths: all files, from the project's folder.
  ///   - read: a file's bytes; nil where it cannot be read.
  init(paths: [BytePath], read: @escaping (BytePath) -> [UInt8]?) {
    self.read = read
    files = ModuleFiles(paths)
  }

  /// A module that is read already.
  func add(_ module: PythonModule) {
    modules[module.file] = module
  }

  /// The module of a file; nil where it cannot be read.
  func module(of file: BytePath) -> PythonModule? {
    if let known = modules[file] { return known }
    let module = read(file).map { PythonModule($0, of: file) }
    modules[file] = .some(module)
    return module
  }

  /// Whether a module may have a name from one of which it imports all names; false is certain.
  func mayShare(_ name: String, with module: PythonModule) -> Bool {
    var waiting = [module]
    while let next = waiting.popLast() {
      guard sharing.insert(next.file).inserted else { continue }
      for whole in next.wholes {
        guard let (other, _) = resolve(whole, from: next) else { continue }
        sharedNames.formUnion(other.scopes[0].definitions.keys)
        waiting.append(other)
      }
    }
    return sharedNames.contains(name)
  }

  /// The file of a module that another one imports; nil for one that is not the project's.
  func file(_ imported: PythonModule.Import, from file: BytePath) -> BytePath? {
    self.file(of: imported.path, level: imported.level, from: file)
  }

  private func file(of path: [String], level: Int, from file: BytePath) -> BytePath? {
    if level > 0 {
      var names = file.bytes.split(separator: BytePath.slash)
        .map { String(decoding: $0, as: UTF8.self) }
      guard names.count >= level else { return nil }
      names.removeLast(level)
      return files.file(names + path)
    }
    // Beside the importing file, then nearest to the top.
    return files.file(endingWith: path, near: file.folder)
  }

  /// The module that a name is imported of, and its name there.
  ///
  /// `from .a import b` may mean the name `b` of the module `a`, or the module `a.b`.
  func resolve(
    _ imported: PythonModule.Import, from module: PythonModule
  ) -> (module: PythonModule, name: String?)? {
    guard let name = imported.name else {
      return file(imported, from: module.file).flatMap(self.module).map { ($0, nil) }
    }
    if let file = file(imported, from: module.file), let found = self.module(of: file),
      !found.definitions(of: name, in: 0).isEmpty || !found.wholes.isEmpty
    {
      return (found, name)
    }
    let whole = file(of: imported.path + [name], level: imported.level, from: module.file)
    return whole.flatMap(self.module).map { ($0, nil) }
  }
}
