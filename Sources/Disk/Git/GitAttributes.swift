import Values

/// Asks `git check-attr`, one process for as many files as there are, what a checkout does to a file.
final class GitAttributes {
  private let folder: BytePath
  private let up: [UInt8]
  private var process: GitProcess?
  private var settings: LineEndings.Settings?

  /// - Parameter up: the way from the folder to the top of the repository, `../` for each step.
  init(in folder: BytePath, up: [UInt8]) {
    self.folder = folder
    self.up = up
  }

  /// What a checkout does to a file, by its path from the top of the repository.
  func checkout(of path: BytePath) throws(GitError) -> Checkout {
    let settings = try readSettings()
    let process: GitProcess
    if let running = self.process {
      process = running
    } else {
      let words = ["check-attr", "--stdin", "-z"] + Checkout.attributes
      process = try GitProcess(in: folder, words.map { Array($0.utf8) })
    }
    self.process = process
    try process.write(up + path.bytes + [0])
    // Of each attribute the path, its name and its value.
    var (bytes, count) = ([UInt8](), 0)
    while count < 3 * Checkout.attributes.count {
      let before = bytes.count
      guard try process.read(into: &bytes) else { throw .unreadable }
      count += bytes[before...].count { $0 == 0 }
    }
    let fields = bytes.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    var values: [String: String] = [:]
    for index in Checkout.attributes.indices {
      values[fields[3 * index + 1]] = fields[3 * index + 2]
    }
    return Checkout(values, settings)
  }

  private func readSettings() throws(GitError) -> LineEndings.Settings {
    if let settings { return settings }
    let words = ["config", "-z", "--get-regexp", "^core\\.(autocrlf|eol)$"].map { Array($0.utf8) }
    var read = LineEndings.Settings()
    do throws(GitError) {
      read = LineEndings.Settings(parsing: try GitProcess.output(in: folder, words))
    } catch {
      // Git ends with an error, and says nothing, where there is none of the names.
      guard case .failed("") = error else { throw error }
    }
    settings = read
    return read
  }
}
