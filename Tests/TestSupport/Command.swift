import Glibc
import Values

/// Runs real programs for tests.
public enum Command {
  /// What a program printed, and how it ended.
  public struct Result: Equatable, Sendable {
    /// What it wrote to standard output.
    public var output: String
    /// What it wrote to standard error.
    public var errors: String
    /// Its exit status; 128 and the number of the signal that ended it.
    public var status: Int32
  }

  /// Runs a program found on PATH and waits for it.
  ///
  /// - Parameters:
  ///   - name: the program.
  ///   - arguments: its arguments, without its name.
  ///   - input: what it reads from standard input.
  ///   - folder: the folder it works in; this process's own where none is given.
  ///   - environment: variables that are set for it, or unset where the value is nil.
  public static func run(
    _ name: String, _ arguments: [String] = [], input: String = "", in folder: BytePath? = nil,
    environment: [String: String?] = [:]
  ) throws -> Result {
    let files = try (0..<3).map { _ in try ScratchFile() }
    try files[0].fill(input)
    let child = try spawn(name, arguments, folder, variables(environment), files)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { throw CommandFailure.wait(errno) }
    }
    let signal = status & 0x7F
    return Result(
      output: try files[1].text(), errors: try files[2].text(),
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
  }

  /// Starts a program found on PATH, which goes on by itself: its input is empty, what it prints is
  /// thrown away.
  ///
  /// - Returns: its process number, for `kill` and `waitpid`.
  public static func start(
    _ name: String, _ arguments: [String] = [], in folder: BytePath? = nil,
    environment: [String: String?] = [:]
  ) throws -> pid_t {
    let files = try (0..<3).map { _ in try ScratchFile() }
    return try spawn(name, arguments, folder, variables(environment), files)
  }

  private static func spawn(
    _ name: String, _ arguments: [String], _ folder: BytePath?, _ environment: [String],
    _ files: [ScratchFile]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, file) in files.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, file.descriptor, Int32(number))
    }
    // Glibc's module has no call to change the child's folder; env(1) does it.
    let words = folder.map { ["env", "-C", VisibleText.of($0), name] } ?? [name]
    let argv = (words + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup($0) } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    // Tests run on threads that block nearly all signals, which a child would inherit.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var child = pid_t()
    let failure = posix_spawnp(&child, words[0], &actions, &attributes, argv, envp)
    guard failure == 0 else { throw CommandFailure.spawn(name, failure) }
    return child
  }

  /// The environment of this process with changes.
  private static func variables(_ changes: [String: String?]) -> [String] {
    var list: [String] = []
    var next = environ
    while let variable = next.pointee {
      let text = String(cString: variable)
      let name = String(text.prefix { $0 != "=" })
      if changes[name] == nil { list.append(text) }
      next += 1
    }
    return list + changes.compactMap { name, value in value.map { "\(name)=\($0)" } }
  }
}

/// Why a program could not be run.
public enum CommandFailure: Error {
  /// It could not be started: name and error number.
  case spawn(String, Int32)
  /// It could not be waited for: error number.
  case wait(Int32)
  /// There is no room for what it prints: error number.
  case scratch(Int32)
}

/// An unnamed file for what goes into and comes out of a program.
private final class ScratchFile {
  let descriptor: Int32

  init() throws {
    guard let file = tmpfile() else { throw CommandFailure.scratch(errno) }
    descriptor = dup(fileno(file))
    fclose(file)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit {
    close(descriptor)
  }

  func fill(_ text: String) throws {
    var text = text
    let count = text.withUTF8 { write(descriptor, $0.baseAddress, $0.count) }
    guard count == text.utf8.count else { throw CommandFailure.scratch(errno) }
    lseek(descriptor, 0, SEEK_SET)
  }

  func text() throws -> String {
    lseek(descriptor, 0, SEEK_SET)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count <= 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
