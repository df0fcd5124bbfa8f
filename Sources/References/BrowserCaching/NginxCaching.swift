import Values

/// What a configuration of nginx says of how long static files are kept: `expires` and
/// `add_header Cache-Control` (ngx_http_headers_module).
///
/// A `location` of a static root's prefix, or whose pattern names stylesheets or scripts, speaks of
/// static files; what stands outside any, or in that of `/`, of everything; other locations are
/// passed over.
struct NginxCaching {
  private(set) var evidence: [CacheHeaders.Evidence] = []
  private let text: [UInt8]
  private let file: BytePath
  private let prefixes: [String]
  /// What the blocks that are open are about; nil for one that is not about static files.
  private var scopes: [Scope] = []

  private enum Scope {
    case everything, statics, others
  }

  init(_ text: [UInt8], of file: BytePath, urls: [String]) {
    self.text = text
    self.file = file
    prefixes = urls.filter { $0.hasPrefix("/") }
    var words: [(text: String, offset: Int)] = []
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "#"):
        index = text[index...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      case UInt8(ascii: "{") where words.first?.text != "rewrite":
        scopes.append(scope(of: words.map(\.text)))
        words = []
        index += 1
      case UInt8(ascii: "}"):
        _ = scopes.popLast()
        words = []
        index += 1
      case UInt8(ascii: ";"):
        readDirective(words)
        words = []
        index += 1
      case let byte where byte.isSpace: index += 1
      default:
        let start = index
        words.append((word(&index), start))
      }
    }
  }

  /// A word, or a text between quotes without them.
  private func word(_ index: inout Int) -> String {
    let quote = text[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let start = index
      while index < text.count, !text[index].isSpace, text[index] != UInt8(ascii: ";"),
        !(text[index] == UInt8(ascii: "{") && index > start && text[index - 1].isSpace)
      {
        index += 1
      }
      return String(decoding: text[start..<index], as: UTF8.self)
    }
    let start = index + 1
    index = text[start...].firstIndex(of: quote) ?? text.count
    defer { index = min(text.count, index + 1) }
    return String(decoding: text[start..<index], as: UTF8.self)
  }

  private func scope(of words: [String]) -> Scope {
    let around = scopes.last ?? .everything
    guard words.first == "location", let pattern = words.last, words.count > 1 else {
      return around
    }
    if pattern == "/" { return around == .statics ? .statics : .everything }
    let isStatic =
      prefixes.contains { $0 != "/" && (pattern + "/").contains($0) }
      || ["css", "static", "assets"].contains { pattern.contains($0) }
    return isStatic ? .statics : .others
  }

  private mutating func readDirective(_ words: [(text: String, offset: Int)]) {
    let scope = scopes.last ?? .everything
    guard let first = words.first, words.count > 1, scope != .others else { return }
    let keeping: CacheHeaders.Keeping?
    switch first.text {
    case "expires": keeping = Self.expires(words.dropFirst().map(\.text))
    case "add_header" where words[1].text.lowercased() == "cache-control" && words.count > 2:
      keeping = .of(header: words[2].text.utf8)
    default: return
    }
    guard let keeping else { return }
    evidence.append(
      CacheHeaders.Evidence(
        file: file, position: TextPosition(of: first.offset, in: text),
        what: first.text == "expires" ? "expires" : "Cache-Control", keeping: keeping,
        isOfStatics: scope == .statics))
  }

  /// What `expires 1y`, `max`, `epoch`, `-1`, `modified +24h` mean; nil for `off`, a time of day and a
  /// variable.
  private static func expires(_ words: [String]) -> CacheHeaders.Keeping? {
    switch words.last ?? "" {
    case "off": nil
    case "max": .immutable
    case "epoch": .revalidated
    case let time where time.hasPrefix("-"): .revalidated
    case let time: seconds(time.hasPrefix("+") ? String(time.dropFirst()) : time).map { .of($0) }
    }
  }

  /// `1y`, `30d`, `1h30m`, `3600` (nginx's time intervals).
  private static func seconds(_ time: String) -> Int? {
    var total = 0
    var number = ""
    for character in time {
      if character.isASCII, character.isNumber {
        number.append(character)
        continue
      }
      guard let unit = units[character], let amount = Int(number), amount < 1_000_000 else {
        return nil
      }
      total += amount * unit
      number = ""
    }
    if number.isEmpty { return time.isEmpty ? nil : total }
    return Int(number).flatMap { $0 < 1 << 40 ? total + $0 : nil }
  }

  private static let units: [Character: Int] = [
    "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800, "M": 2_592_000, "y": 31_536_000,
  ]
}
