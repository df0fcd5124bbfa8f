import Values

/// What a piece of Python source makes a token of, told by what it calls.
struct TokenMaking {
  private let reader: PythonReader
  private let versions: String
  /// The functions that are looked into, one behind the other.
  private static let longestWay = 4

  /// Prepares to look.
  ///
  /// - Parameter versions: the versions file's name.
  init(_ reader: PythonReader, versions: String) {
    self.reader = reader
    self.versions = versions
  }

  /// What was seen.
  private struct Signs {
    var readsVersions = false
    var digests = false
    var asksForChange = false
    var changes = false
    /// Whether something of a module, that is made once, is used.
    var usesCommon = false
  }

  /// What a function makes tokens of.
  func kind(of function: PythonModule.Function, in module: PythonModule) -> Loader.Kind {
    var signs = Signs()
    var seen: Set<String> = []
    look(into: function, module, way: 0, &seen, &signs)
    return kind(signs)
  }

  /// What an expression makes a token of.
  func kind(of expression: PythonExpression, in module: PythonModule, _ scope: Int) -> Loader.Kind {
    var signs = Signs()
    var seen: Set<String> = []
    look(at: expression, module, scope, way: 0, &seen, &signs)
    return kind(signs)
  }

  private func kind(_ signs: Signs) -> Loader.Kind {
    if signs.readsVersions { return .recorded }
    if signs.digests { return .digest }
    if signs.asksForChange { return .modified }
    if signs.changes { return .changing }
    return signs.usesCommon ? .common : .other
  }

  private func look(
    into function: PythonModule.Function, _ module: PythonModule, way: Int,
    _ seen: inout Set<String>, _ signs: inout Signs
  ) {
    let key = "\(VisibleText.of(module.file)):\(function.function.start)"
    guard way < Self.longestWay, seen.insert(key).inserted else { return }
    var parts: [PythonExpression] = []
    function.function.body.forEachStatement { parts += $0.expressions }
    for part in parts { look(at: part, module, function.scope, way: way, &seen, &signs) }
  }

  private func look(
    at expression: PythonExpression, _ module: PythonModule, _ scope: Int, way: Int,
    _ seen: inout Set<String>, _ signs: inout Signs
  ) {
    var called: [PythonExpression] = []
    expression.forEach { part in
      switch part.kind {
      case .text(let parts):
        for case .literal(let text) in parts where text.hasSuffix(versions) {
          signs.readsVersions = true
        }
      case .attribute(_, let name):
        if name == "st_mtime" || name == "st_mtime_ns" { signs.asksForChange = true }
        called.append(part)
      case .name: called.append(part)
      case .call(let function, _): note(function, &signs)
      default: break
      }
    }
    for part in called {
      for found in reader.definitions(of: part, in: module, scope) {
        switch found.definition {
        case .function(let index):
          look(into: found.module.functions[index], found.module, way: way + 1, &seen, &signs)
        case .value(let value, let other) where other == 0:
          if value.range != part.range { noteCommon(value, found.module, way, &seen, &signs) }
        case .value(let value, let other) where way < Self.longestWay && other != scope:
          // A variable of the function around.
          look(at: value, found.module, other, way: way + 1, &seen, &signs)
        default: break
        }
      }
    }
  }

  private func note(_ function: PythonExpression, _ signs: inout Signs) {
    let name = function.lastName ?? ""
    if Self.digests.contains(name) { signs.digests = true }
    if name == "getmtime" || name == "getctime" { signs.asksForChange = true }
    guard Self.changing.contains(name) else { return }
    // `path.stat().st_mtime` is no call; `time.time()` and `datetime.now()` are.
    signs.changes = true
  }

  /// Notes a value that a module makes once: the time of the start lasts until the next one.
  private func noteCommon(
    _ value: PythonExpression, _ module: PythonModule, _ way: Int, _ seen: inout Set<String>,
    _ signs: inout Signs
  ) {
    let key = "\(VisibleText.of(module.file)):\(value.range)"
    guard way < Self.longestWay, seen.insert(key).inserted else { return }
    signs.usesCommon = true
    var own = Signs()
    look(at: value, module, 0, way: way + 1, &seen, &own)
    signs.readsVersions = signs.readsVersions || own.readsVersions
  }

  private static let digests: Set<String> = [
    "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s", "crc32",
    "adler32", "file_digest", "xxh32", "xxh64", "xxh3_64", "hexdigest",
  ]

  private static let changing: Set<String> = [
    "time", "time_ns", "now", "utcnow", "today", "random", "randint", "randrange", "choice",
    "uuid1", "uuid4", "token_hex", "token_urlsafe", "urandom", "getrandbits", "monotonic",
    "perf_counter", "strftime",
  ]
}
