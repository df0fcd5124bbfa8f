import Glibc
import Values

/// A running `git`, started without a shell, that is written to and read from by one socket.
///
/// A socket instead of two pipes: writing to a program that has ended is an error then, and no signal.
final class GitProcess {
  private let process: pid_t
  private let socket: Int32
  private var isOver = false

  /// Starts git.
  ///
  /// - Parameters:
  ///   - folder: where it works, absolute.
  ///   - arguments: the command and its arguments.
  ///   - errors: the file descriptor that its messages go to; nil for nowhere.
  init(in folder: BytePath, _ arguments: [[UInt8]], errors: Int32? = nil) throws(GitError) {
    var pair: [Int32] = [-1, -1]
    let made = retrying {
      socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair)
    }
    guard made == 0
    else { throw .system(errno) }
    defer { close(pair[1]) }
    do throws(GitError) {
      process = try Self.start(
        Self.standing + [Array("-C".utf8), folder.bytes] + arguments, on: pair[1], errors)
    } catch {
      close(pair[0])
      throw error
    }
    socket = pair[0]
  }

  deinit {
    if !isOver { _ = finish() }
  }

  /// What stands before each command: no pager, names as they are, no program of a configuration.
  ///
  /// A folder that looks like a bare repository, as any folder of a clone may, is no repository
  /// (`safe.bareRepository`, git 2.38).
  private static let standing = [
    "git", "--no-pager", "--literal-pathspecs", "-c", "core.quotepath=off", "-c",
    "core.fsmonitor=false", "-c", "log.showRoot=true", "-c", "log.diffMerges=separate", "-c",
    "safe.bareRepository=explicit", "-c", "core.hooksPath=/dev/null", "-c",
    "log.showSignature=false",
    "-c", "core.alternateRefsCommand=", "-c", "core.sshCommand=false", "-c", "core.gitProxy=none",
    "-c",
    "credential.helper=", "-c", "diff.external=", "-c", "gpg.program=false", "-c",
    "log.follow=false",
  ].map { Array($0.utf8) }

  /// Nothing is locked or fetched, nobody is asked, messages are in English.
  private static let variables = [
    "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1",
    "GIT_ALLOW_PROTOCOL=none", "LC_ALL=C",
  ]

  private static func start(
    _ words: [[UInt8]], on socket: Int32, _ errors: Int32?
  ) throws(GitError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, socket, 0)
    posix_spawn_file_actions_adddup2(&actions, socket, 1)
    if let errors {
      posix_spawn_file_actions_adddup2(&actions, errors, 2)
    } else {
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let arguments = words.map(copied) + [nil]
    let names = variables.map { $0.prefix { $0 != "=" } + "=" }
    let inherited = inheritedVariables().filter { variable in
      !names.contains { variable.starts(with: $0.utf8) }
    }
    let environment = (inherited + variables.map { Array($0.utf8) }).map(copied) + [nil]
    defer { for text in arguments + environment { free(text) } }
    var process = pid_t()
    let failure = posix_spawnp(&process, "git", &actions, &attributes, arguments, environment)
    DescriptorShortage.note(failure)
    guard failure == 0 else { throw failure == ENOENT ? .notInstalled : .system(failure) }
    return process
  }

  private static func copied(_ text: [UInt8]) -> UnsafeMutablePointer<CChar>? {
    strdup(text.map { CChar(bitPattern: $0) } + [0])
  }

  private static func inheritedVariables() -> [[UInt8]] {
    var variables: [[UInt8]] = []
    var next = environ
    while let variable = next.pointee {
      variables.append(
        Array(UnsafeRawBufferPointer(start: variable, count: strlen(variable))))
      next += 1
    }
    return variables
  }

  /// Writes all of some bytes.
  ///
  /// They must be few, or the program such that reads all before it writes: nobody reads meanwhile.
  func write(_ bytes: [UInt8]) throws(GitError) {
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes {
        send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 { start += count } else if errno != EINTR { throw .system(errno) }
    }
  }

  /// Says that nothing more will be written.
  func endInput() {
    shutdown(socket, Int32(SHUT_WR))
  }

  /// Reads what comes next, and adds it to what was read.
  ///
  /// - Returns: whether there was something; false at the end.
  func read(into bytes: inout [UInt8]) throws(GitError) -> Bool {
    let size = 1 << 16
    let before = bytes.count
    var failure: Int32 = 0
    bytes.reserveCapacity(before + size)
    let part = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while true {
        let taken = recv(socket, buffer.baseAddress, size, 0)
        if taken < 0, errno == EINTR { continue }
        if taken < 0, errno != ECONNRESET { failure = errno }
        count = max(0, taken)
        return
      }
    }
    if failure != 0 { throw .system(failure) }
    bytes += part
    return !part.isEmpty
  }

  /// Ends the talk, and waits for the program to end.
  ///
  /// - Returns: its exit status; nil where a signal ended it.
  func finish() -> Int32? {
    isOver = true
    close(socket)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
  }

  /// Runs a command to its end.
  ///
  /// - Parameter input: what it reads; it must read all before it writes.
  /// - Returns: what it wrote.
  /// - Throws: ``GitError/failed(_:)`` with the first line of its message, where it ends with an error.
  static func output(
    in folder: BytePath, _ arguments: [[UInt8]], input: [UInt8] = []
  ) throws(GitError) -> [UInt8] {
    var output: [UInt8] = []
    try run(in: folder, arguments, input: input) { (block) throws(GitError) in output += block }
    return output
  }

  /// Runs a command to its end, and hands out what it writes block by block.
  ///
  /// - Parameter input: what it reads; it must read all before it writes.
  /// - Throws: ``GitError/failed(_:)`` with the first line of its message, where it ends with an error.
  static func run(
    in folder: BytePath, _ arguments: [[UInt8]], input: [UInt8] = [],
    _ take: ([UInt8]) throws(GitError) -> Void
  ) throws(GitError) {
    guard let messages = tmpfile() else { throw .system(errno) }
    defer { fclose(messages) }
    let errors = fileno(messages)
    let process = try GitProcess(in: folder, arguments, errors: errors)
    try process.write(input)
    process.endInput()
    var block: [UInt8] = []
    while try process.read(into: &block) {
      try take(block)
      block.removeAll(keepingCapacity: true)
    }
    guard process.finish() == 0 else { throw .failed(firstLine(of: errors)) }
  }

  private static func firstLine(of file: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 500)
    let count = max(0, pread(file, &bytes, bytes.count, 0))
    return String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
