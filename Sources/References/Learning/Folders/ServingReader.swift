import Values

/// Reads source of a language with calls in parentheses, as far as its statements tell of folders.
///
/// Of its grammar only strings, comments, brackets and names are known; a statement ends at a semicolon, a
/// brace, or a line's end outside brackets that nothing goes on behind.
struct ServingReader {
  /// The statements that hand out files.
  private(set) var statements: [ServingStatement] = []
  private let bytes: [UInt8]
  /// What names are set to: the texts of their statement.
  private var values: [String: [ServingStatement.Text]] = [:]
  private var open: [Draft] = []
  /// For each body the braces that are open between its statements.
  private var blocks = [0]
  private var lines = 1

  /// A statement up to here.
  private struct Draft {
    var start: Int
    var line: Int
    /// The brackets that are open in it, each with the texts that it joins where it does.
    var brackets: [Bracket] = []
    var texts: [ServingStatement.Text] = []
    var names: [String] = []
    var target: String?
    var serves = false
    var previous: UInt8 = 0
    var name: String?
    /// Whether an argument in front of the texts is none: a prefix that is computed, perhaps.
    var mayHaveURL = false
    var copying: ServingStatement.Copying?

    var isEmpty: Bool { texts.isEmpty && names.isEmpty }
  }

  private struct Bracket {
    var joins: Int?
    var isBrace = false
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    open = [Draft(start: 0, line: 1)]
    run()
  }

  private mutating func run() {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\n"):
        lines += 1
        if open[open.count - 1].brackets.isEmpty, !goesOn(behind: index) { end(at: index) }
        index += 1
      case UInt8(ascii: "/") where next(index) == UInt8(ascii: "/"):
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      case UInt8(ascii: "/") where next(index) == UInt8(ascii: "*"): index = commentEnd(index)
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): index = takeText(index)
      case _ where byte.isNameByte: index = takeName(index)
      default:
        read(byte, index)
        index += 1
      }
    }
    while open.count > 1 { close(at: bytes.count) }
    end(at: bytes.count)
  }

  private func next(_ index: Int) -> UInt8 { index + 1 < bytes.count ? bytes[index + 1] : 0 }

  /// Whether the next line goes on with what stands before it: `.Handler(…)`.
  private func goesOn(behind index: Int) -> Bool {
    let rest = bytes[(index + 1)...].drop { $0.isSpace }
    let last = open[open.count - 1].previous
    return rest.first == BytePath.dot || ",(=+.&|".utf8.contains(last)
  }

  private mutating func commentEnd(_ start: Int) -> Int {
    var index = start + 2
    while index + 1 < bytes.count,
      !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/"))
    {
      if bytes[index] == UInt8(ascii: "\n") { lines += 1 }
      index += 1
    }
    return min(index + 2, bytes.count)
  }

  private mutating func takeText(_ start: Int) -> Int {
    let quote = bytes[start]
    var index = start + 1
    var text: [UInt8] = []
    while index < bytes.count, bytes[index] != quote {
      if bytes[index] == UInt8(ascii: "\n") {
        // No string goes over a line's end, but for one of backticks.
        if quote != UInt8(ascii: "`") { return start + 1 }
        lines += 1
      }
      if bytes[index] == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") { index += 1 }
      if index < bytes.count { text.append(bytes[index]) }
      index += 1
    }
    // `${__dirname}/public` is `__dirname + "/public"`.
    let isFilled = quote == UInt8(ascii: "`") && text.starts(with: "${".utf8)
    if isFilled, let close = text.firstIndex(of: UInt8(ascii: "}")) { text.removeFirst(close + 1) }
    add(String(decoding: text, as: UTF8.self), isBehindName: isFilled)
    return min(index + 1, bytes.count)
  }

  private mutating func add(_ text: String, isBehindName: Bool) {
    let last = open.count - 1
    let isBehindName = isBehindName || open[last].previous == UInt8(ascii: "+")
    open[last].previous = UInt8(ascii: "\"")
    open[last].name = nil
    let bracket = open[last].brackets.count - 1
    if bracket >= 0, let place = open[last].brackets[bracket].joins {
      if place >= 0, place < open[last].texts.count {
        open[last].texts[place].text += "/" + text
        return
      }
      open[last].brackets[bracket].joins = open[last].texts.count
      open[last].texts.append(ServingStatement.Text(text: text, isBehindName: true))
      return
    }
    open[last].texts.append(ServingStatement.Text(text: text, isBehindName: isBehindName))
  }

  private mutating func takeName(_ start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if bytes[index].isNameByte {
        index += 1
      } else if bytes[index] == BytePath.dot, next(index).isNameByte {
        index += 1
      } else if bytes[index] == UInt8(ascii: ":"), next(index) == UInt8(ascii: ":") {
        index += 2
      } else {
        break
      }
    }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    let last = open.count - 1
    if isCopy(name), open[last].copying != nil, open[last].brackets.isEmpty { end(at: start) }
    if open[last].isEmpty { (open[last].start, open[last].line) = (start, lines) }
    open[last].name = name
    open[last].names.append(name)
    // A name among arguments that is that of a maker of such applications: `register(fastifyStatic, …)`.
    if !open[last].brackets.isEmpty, name.lowercased().hasSuffix("static"), name.count > 6 {
      open[last].serves = true
    }
    open[last].previous = UInt8(ascii: "a")
    return index
  }

  private mutating func read(_ byte: UInt8, _ index: Int) {
    let last = open.count - 1
    switch byte {
    case UInt8(ascii: "("):
      var bracket = Bracket()
      if let name = open[last].name {
        if serves(name) { open[last].serves = true }
        if isCopy(name) { open[last].copying = .named }
        let method = name.split(whereSeparator: { ".:".contains($0) }).last?.lowercased() ?? ""
        if ["join", "resolve", "joinpath"].contains(method) { bracket.joins = -1 }
      }
      open[last].brackets.append(bracket)
    case UInt8(ascii: "["): open[last].brackets.append(Bracket())
    case UInt8(ascii: "{"):
      let before = open[last].previous
      if open[last].brackets.isEmpty {
        end(at: index)
        blocks[last] += 1
      } else if before == UInt8(ascii: ">") || before == UInt8(ascii: ")") {
        // A function's body within the arguments of a call.
        open[last].brackets.append(Bracket(isBrace: true))
        open.append(Draft(start: index + 1, line: lines))
        blocks.append(0)
        return
      } else {
        if before == UInt8(ascii: "("), open[last].texts.isEmpty, open[last].copying != nil {
          open[last].copying = .pairs
        }
        open[last].brackets.append(Bracket(isBrace: true))
      }
    case UInt8(ascii: ")"), UInt8(ascii: "]"):
      _ = open[last].brackets.popLast()
    case UInt8(ascii: "}"):
      if open[last].brackets.isEmpty {
        if blocks[last] > 0 {
          end(at: index)
          blocks[last] -= 1
        } else if open.count > 1 {
          close(at: index)
        } else {
          end(at: index)
        }
      } else {
        _ = open[last].brackets.popLast()
      }
    case UInt8(ascii: ";"):
      if open[last].brackets.isEmpty { end(at: index) }
    case UInt8(ascii: "="):
      if open[last].brackets.isEmpty, open[last].target == nil, open[last].texts.isEmpty,
        next(index) != byte
      {
        open[last].target = open[last].names.last
      }
    case UInt8(ascii: ","):
      if open[last].brackets.count == 1, open[last].texts.isEmpty { open[last].mayHaveURL = true }
    default: break
    }
    if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") {
      return
    }
    let now = open.count - 1
    open[now].name = nil
    open[now].previous = byte
  }

  /// Ends the statement and the body that it stands in.
  private mutating func close(at index: Int) {
    end(at: index)
    open.removeLast()
    blocks.removeLast()
    _ = open[open.count - 1].brackets.popLast()
  }

  /// Whether a name is that of something that hands out files.
  private func serves(_ name: String) -> Bool {
    let words = [
      "static", "fileserver", "servedir", "http.dir", "files::new", "resourcelocations",
      "passthroughcopy",
    ]
    let lowered = name.lowercased()
    if words.contains(where: lowered.contains) { return true }
    return values[name]?.contains { $0.text.lowercased().contains("static") } ?? false
  }

  private func isCopy(_ name: String) -> Bool {
    name.lowercased().contains("passthroughcopy")
  }

  private mutating func end(at index: Int) {
    let last = open.count - 1
    let draft = open[last]
    open[last] = Draft(start: index + 1, line: lines)
    if let target = draft.target { values[target] = draft.texts }
    guard
      draft.serves
        || draft.texts.contains(where: { $0.text.lowercased().hasSuffix("/static") })
          && draft.names.contains("require")
    else { return }
    var texts = draft.texts
    // A name may stand for a folder that is set elsewhere in the file.
    for name in draft.names { texts += values[name] ?? [] }
    guard !texts.isEmpty else { return }
    let words = bytes[min(draft.start, index)..<index].split(whereSeparator: \.isSpace)
      .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    let variable = draft.names.first?.split(separator: ".").first.map(String.init)
    statements.append(
      ServingStatement(
        texts: texts, line: draft.line,
        words: words.count > 60 ? "\(words.prefix(59))…" : words, variable: variable,
        mayHaveURL: draft.mayHaveURL, copying: draft.copying))
  }
}
