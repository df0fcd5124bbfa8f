import Foundation

/// Real git's answer to which paths are ignored.
enum GitIgnore {
  /// The paths that `git check-ignore` names, for each list of patterns in a folder of its own.
  static func matched(_ cases: [(patterns: [String], paths: [String])]) throws -> [[String]] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (index, row) in cases.enumerated() {
      let place = folder.appending(path: "\(index)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try Data((row.patterns.joined(separator: "\n") + "\n").utf8)
        .write(to: place.appending(path: ".gitignore"))
    }
    _ = try git(["init", "--quiet"], in: folder, input: Data())
    let input = cases.indices.flatMap { index in cases[index].paths.map { "\(index)/\($0)\0" } }
    let output = try git(
      ["check-ignore", "--no-index", "--stdin", "-z"], in: folder, input: Data(input.joined().utf8))
    let named = Set(output.split(separator: 0).map { Array($0) })
    return cases.indices.map { index in
      cases[index].paths.filter { named.contains(Array("\(index)/\($0)".utf8)) }
    }
  }

  private static func git(_ arguments: [String], in folder: URL, input: Data) throws -> Data {
    let inputFile = folder.appending(path: ".input")
    try input.write(to: inputFile)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"]
    ) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return data
  }
}
