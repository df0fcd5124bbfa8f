import Values

/// The Python source of a project: its modules, read when they are asked for.
final class PythonProject {
  private let read: (BytePath) -> [UInt8]?
  /// The files by the last name of their module.
  private var files: [String: [BytePath]] = [:]
  private var modules: [BytePath: PythonModule?] = [:]

  /// Takes a project's files.
  ///
  /// - Parameters:
  ///   - paths: all files, from the project's folder.
  ///   - read: a file's bytes; nil where it cannot be read.
  init(paths: [BytePath], read: @escaping (BytePath) -> [UInt8]?) {
    self.read = read
    for path in paths where path.name.suffix(3).elementsEqual(".py".utf8) {
      let name = Self.names(of: path).last ?? ""
      files[name, default: []].append(path)
    }
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

  /// The names on the way to a module, `shop.admin` of `shop/admin.py` and `shop/admin/__init__.py`.
  static func names(of file: BytePath) -> [String] {
    var names = file.bytes.split(separator: BytePath.slash)
      .map { String(decoding: $0, as: UTF8.self) }
    guard var last = names.popLast() else { return [] }
    if last.hasSuffix(".py") { last.removeLast(3) }
    return last == "__init__" ? names : names + [last]
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
      return only(candidates(names + path).filter { Self.names(of: $0) == names + path })
    }
    guard !path.isEmpty else { return nil }
    let all = candidates(path).filter { Self.names(of: $0).ends(with: path) }
    // Beside the importing file, then nearest to the top.
    let beside = file.folder
    return all.min { one, other in
      func rank(_ path: BytePath) -> (Int, Int) {
        let shared = zip(path.bytes, beside.bytes).prefix { $0 == $1 }.count
        return (Self.names(of: path).count, -shared)
      }
      return rank(one) < rank(other)
    }
  }

  private func candidates(_ names: [String]) -> [BytePath] {
    names.last.flatMap { files[$0] } ?? []
  }

  private func only(_ files: [BytePath]) -> BytePath? { files.first }

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

extension [String] {
  fileprivate func ends(with other: [String]) -> Bool {
    count >= other.count && suffix(other.count).elementsEqual(other)
  }
}
