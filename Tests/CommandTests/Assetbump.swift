import Glibc
import TestSupport
import Testing
import Values

/// The real program, as it was built beside the tests.
enum Assetbump {
  /// The program's path: the package's products lie in one folder.
  static func path(of name: BytePath = "assetbump") throws -> String {
    guard let real = realpath("/proc/self/exe", nil) else { throw MissingProgram(path: "?") }
    defer { free(real) }
    let tests = BytePath(String(cString: real))
    let program = VisibleText.of(tests.folder.appending(name))
    guard access(program, X_OK) == 0 else { throw MissingProgram(path: program) }
    return program
  }

  /// The state folder of all tests; each project has files of its own in it.
  static let state: TemporaryFolder = {
    do { return try TemporaryFolder() } catch { fatalError("no temporary folder: \(error)") }
  }()

  /// 2024-06-01 00:00:00 UTC, the day of every bump where a test says nothing else.
  static let environment: [String: String?] = [
    "SOURCE_DATE_EPOCH": "1717200000", "NO_COLOR": nil,
    // Where a test does not say so, nothing is cached.
    "XDG_STATE_HOME": VisibleText.of(state.path), "XDG_CACHE_HOME": nil, "HOME": nil,
    "COLUMNS": nil, "TZ": nil,
    "TERM": nil,
    // A program that ends gives nothing back; built with a sanitizer it would exit with 1 for that.
    "ASAN_OPTIONS": "detect_leaks=0",
  ]

  /// Runs the program in a folder, or one below it, which stay until it has ended.
  static func run(
    _ arguments: [String], in folder: TemporaryFolder, at name: BytePath = ".",
    environment: [String: String?] = [:]
  ) throws -> Command.Result {
    try Command.run(
      path(), arguments, in: folder.appending(name),
      environment: Self.environment.merging(environment) { $1 })
  }

  /// Runs a shell script in a folder; in it, `assetbump` is the program.
  static func shell(
    _ script: String, in folder: TemporaryFolder, environment: [String: String?] = [:]
  ) throws -> Command.Result {
    let function = "assetbump() { '\(try path())' \"$@\"; }\n"
    return try Command.run(
      "bash", ["-c", function + script], in: folder.path,
      environment: Self.environment.merging(environment) { $1 })
  }

  /// Runs the program on a terminal of so many columns, which script(1) makes; what it prints on either
  /// stream is its output, with a newline at the ends of lines.
  static func onTerminal(
    _ arguments: String, columns: Int, in folder: TemporaryFolder,
    environment: [String: String?] = [:]
  ) throws -> Command.Result {
    var result = try shell(
      "script -qec \"stty cols \(columns); '\(try path())' \(arguments)\" /dev/null", in: folder,
      environment: ["TERM": "xterm"].merging(environment) { $1 })
    result.output = result.output.replacing("\r\n", with: "\n")
    return result
  }
}

/// The program is not where the tests are.
struct MissingProgram: Error {
  let path: String
}

/// Compares all that a program did with what it should have done.
func expect(
  _ result: Command.Result, _ output: String, _ errors: String, _ status: Int32,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(result.output == output, sourceLocation: sourceLocation)
  #expect(result.errors == errors, sourceLocation: sourceLocation)
  #expect(result.status == status, sourceLocation: sourceLocation)
}
