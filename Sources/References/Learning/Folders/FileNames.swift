import Values

/// A project's files by the last of their names.
struct FileNames {
  private var byName: [[UInt8]: [BytePath]] = [:]
  private let all: Set<BytePath>

  init(_ paths: [BytePath]) {
    all = Set(paths)
    for path in paths { byName[Array(path.name), default: []].append(path) }
  }

  func named(_ name: ArraySlice<UInt8>) -> [BytePath] { byName[Array(name)] ?? [] }

  func contains(_ path: BytePath) -> Bool { all.contains(path) }
}
