import Disk
import Glibc
import Values

/// Asks for URLs by the program `curl`, several at a time.
///
/// Nothing of a request but the program's own words stands on its command line: URLs, headers and
/// passwords go in by its input. It reads no configuration of the person's (`-q`), follows no redirect,
/// and speaks HTTP alone.
public struct CurlFetcher: Fetcher {
  private let options: CurlOptions
  private let agent: String
  private let isCancelled: @Sendable () -> Bool

  /// Makes a fetcher.
  ///
  /// - Parameters:
  ///   - agent: the name that servers are told.
  ///   - isCancelled: asked several times a second; true ends what is under way.
  public init(
    _ options: CurlOptions, agent: String, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    (self.options, self.agent, self.isCancelled) = (options, agent, isCancelled)
  }

  /// Asks for URLs; each response is told of when it is there, and its files are taken away.
  public func fetch(
    _ requests: [ServedRequest], _ body: (ServedResponse) -> Bool
  ) throws(FetcherError) {
    let folder = try Self.makeFolder()
    defer {
      for number in requests.indices { Self.remove(folder, number) }
      rmdir(folder)
    }
    let process = try CurlProcess(
      configuration: options.configuration(requests, in: folder, agent: agent))
    var told: Set<Int> = []
    var goesOn = true
    // Responses are told of in the order of the requests, as far as room allows.
    var held: [Int: ServedResponse] = [:]
    var (next, room) = (0, 64 << 20)
    func tell(_ number: Int) {
      guard let response = held.removeValue(forKey: number) else { return }
      if case .success(let answer) = response.result { room += answer.body.count }
      // What came before a cancellation counts.
      if !body(response) { goesOn = false }
    }
    let code = process.readLines(isCancelled: { !goesOn || isCancelled() }) { line in
      // Its own messages stand among what it was told to write.
      guard line.hasPrefix("@") else { return }
      let words = line.dropFirst().split(separator: " ").compactMap { Int32($0) }
      guard words.count == 3, requests.indices.contains(Int(words[0])) else { return }
      let number = Int(words[0])
      told.insert(number)
      let response = self.response(to: requests[number], folder, number, words[1], Int(words[2]))
      if case .success(let answer) = response.result { room -= answer.body.count }
      held[number] = response
      Self.remove(folder, number)
      while next < requests.count, told.contains(next) {
        tell(next)
        next += 1
      }
      if room < 0 { for number in held.keys.sorted() { tell(number) } }
    }
    for number in held.keys.sorted() { tell(number) }
    guard goesOn, !isCancelled() else { return }
    if code == 127 { throw .notInstalled }
    if told.isEmpty, !requests.isEmpty { throw .refused(code) }
    for number in requests.indices where !told.contains(number) {
      guard body(.init(requests[number], .failure(.broken("curl ended before it came")))) else {
        return
      }
    }
  }

  private static func makeFolder() throws(FetcherError) -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array("\(parent)/assetbump-verify.XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw .system(errno) }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func remove(_ folder: String, _ number: Int) {
    unlink("\(folder)/\(number).body")
    unlink("\(folder)/\(number).head")
  }

  private func response(
    to request: ServedRequest, _ folder: String, _ number: Int, _ code: Int32, _ status: Int
  ) -> ServedResponse {
    if let failure = Self.failure(code, seconds: options.seconds) {
      return ServedResponse(request, .failure(failure))
    }
    let head = Self.read("\(folder)/\(number).head", limit: 1 << 18) ?? []
    guard head.count < 1 << 18 else {
      return ServedResponse(request, .failure(.broken("more than 256 KiB of headers")))
    }
    let body = Self.read("\(folder)/\(number).body", limit: Fetching.largest + 1) ?? []
    guard body.count <= Fetching.largest else { return ServedResponse(request, .failure(.large)) }
    return ServedResponse(
      request,
      .success(ServedAnswer(status: status, headers: HTTPHeaders(parsing: head), body: body)))
  }

  /// What an exit code says (curl(1), "exit codes").
  private static func failure(_ code: Int32, seconds: Int) -> ServedFailure? {
    switch code {
    case 0: nil
    case 28: .slow(seconds)
    case 63, 23: .large
    case 5: .unreachable("no such proxy")
    case 6: .unreachable("no such host")
    case 7: .unreachable("nobody listens there")
    case 35: .unreachable("TLS fails")
    case 60: .unreachable("its certificate is not trusted - --cacert names one that is")
    case 52: .broken("it ends without an answer")
    case 18: .broken("it ends before the answer does")
    case 56: .broken("it breaks off, or sends too much")
    case 61: .broken("its content encoding cannot be read")
    default: .broken("curl gives up with \(code)")
    }
  }

  private static func read(_ file: String, limit: Int) -> [UInt8]? {
    let number = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard number >= 0 else { return nil }
    defer { close(number) }
    var info = stat()
    guard fstat(number, &info) == 0 else { return nil }
    let size = min(limit, Int(info.st_size))
    var bytes = [UInt8](repeating: 0, count: size)
    var done = 0
    while done < size {
      let count = bytes.withUnsafeMutableBytes {
        Glibc.read(number, $0.baseAddress?.advanced(by: done), size - done)
      }
      if count <= 0 { break }
      done += count
    }
    return Array(bytes[..<done])
  }
}

/// A running `curl`.
private final class CurlProcess {
  private let process: pid_t
  private let messages: Int32

  /// Files larger than those that are read are cut off by the system (`ulimit -f` counts 512 bytes), as
  /// curl before 8.4 does not count what comes in chunks; it then ends that transfer alone.
  private static let script =
    "trap '' XFSZ; ulimit -f \(Fetching.largest / 512 + 1); exec curl -q --config -"

  /// Starts it.
  init(configuration: String) throws(FetcherError) {
    var input: [Int32] = [-1, -1]
    var output: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &input) == 0
    else { throw .system(errno) }
    guard
      socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &output) == 0
    else {
      let failure = errno
      for number in input { close(number) }
      throw .system(failure)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, input[1], 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 2)
    let words: [UnsafeMutablePointer<CChar>?] =
      ["sh", "-c", Self.script].map { (word: String) in strdup(word) } + [nil]
    var process = pid_t()
    let failure = posix_spawn(&process, "/bin/sh", &actions, nil, words, environ)
    for word in words { free(word) }
    posix_spawn_file_actions_destroy(&actions)
    close(input[1])
    close(output[1])
    guard failure == 0 else {
      close(input[0])
      close(output[0])
      throw .system(failure)
    }
    self.process = process
    messages = output[0]
    // It reads all of it before it writes.
    var rest = Array(configuration.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(input[0], $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { break }
    }
    close(input[0])
  }

  /// Reads what it says, line by line, to its end.
  ///
  /// - Returns: its exit code.
  func readLines(isCancelled: () -> Bool, _ body: (Substring) -> Void) -> Int32 {
    var waiting: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      if isCancelled() { kill(process, SIGTERM) }
      var request = pollfd(fd: messages, events: Int16(POLLIN), revents: 0)
      let ready = poll(&request, 1, 100)
      if ready <= 0 { continue }
      let count = read(messages, &block, block.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      waiting += block[..<count]
      while let end = waiting.firstIndex(of: UInt8(ascii: "\n")) {
        body(Substring(String(decoding: waiting[..<end], as: UTF8.self)))
        waiting.removeFirst(end + 1)
      }
    }
    close(messages)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
  }
}
