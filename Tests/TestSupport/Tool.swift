import Glibc
import Values

/// The real program, as it was built beside the tests.
public enum Tool {
  /// The program's absolute path: the products of a package lie in one folder.
  public static func path() throws -> String {
    guard let real = realpath("/proc/self/exe", nil) else {
      throw TestFileError("realpath", "/proc")
    }
    defer { free(real) }
    let program = BytePath(String(cString: real)).folder.appending("assetbump")
    guard access(program.terminated, X_OK) == 0 else { throw TestFileError("access", program) }
    return VisibleText.of(program)
  }

  /// The Python of the virtual environment that `Tests/run` makes, with Flask in it.
  public static func python() throws -> String {
    let named = getenv("ASSETBUMP_TEST_PYTHON").map { String(cString: $0) }
    let made = VisibleText.of(repository.appending(".build-venv/bin/python"))
    return try executable(named ?? made)
  }

  /// The Python of the virtual environment that `Tests/run` makes with an older Flask in it, `2.2`.
  public static func python(flask version: String) throws -> String {
    try executable(VisibleText.of(repository.appending(".build-venv-flask-\(version)/bin/python")))
  }

  private static func executable(_ python: String) throws -> String {
    guard access(python, X_OK) == 0 else { throw MissingPython(path: python) }
    return python
  }

  /// The folder of this repository.
  public static let repository = BytePath(#filePath).folder.folder.folder
}

/// There is no Python with Flask yet.
public struct MissingPython: Error, CustomStringConvertible {
  let path: String

  /// What is missing, and what makes it.
  public var description: String {
    "no \(path): run the tests by Tests/run, which makes it"
  }
}
