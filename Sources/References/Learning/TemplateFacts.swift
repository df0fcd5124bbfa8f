import Glibc
import Values

/// What a template tells of helpers and base URLs.
struct TemplateFacts: Sendable {
  /// The macros that hand `**kwargs` on to a maker of URLs:
  /// `{% macro url() %}{{ get_url('x.static', **kwargs) }}{% endmacro %}`.
  let macros: [Macro]
  /// The templates that are imported: `{% import 'x.html' as y %}`.
  let imports: [Import]
  /// The path of `<base href="…">`, where it is an absolute path without expressions.
  let baseURL: String?
  /// The variables that are handed to `{% static … %}` and to `filename` of `url_for`.
  var paths: [String] = []
  /// The templates that are included, with the names that are set there.
  var includes: [Include] = []

  /// A macro.
  struct Macro: Sendable {
    let name: String
    /// The line that it begins on, from 1.
    let line: Int
  }

  /// A template that is imported, and its name here.
  struct Import: Sendable {
    let file: String
    let alias: String
  }

  /// A template that is included, and the names that it is handed.
  struct Include: Sendable {
    let file: String
    let names: [String]
  }

  /// Makes facts.
  init(
    macros: [Macro], imports: [Import], baseURL: String?, paths: [String] = [],
    includes: [Include] = []
  ) {
    self.macros = macros
    self.imports = imports
    self.baseURL = baseURL
    self.paths = paths
    self.includes = includes
  }

  /// Reads a template.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let text = TemplateText(bytes: bytes)
    macros = text.urlMacros()
    imports = text.imports()
    baseURL = text.baseURL()
    (paths, includes) = text.tags()
  }

  /// Whether nothing is told.
  var isEmpty: Bool {
    macros.isEmpty && imports.isEmpty && baseURL == nil && paths.isEmpty && includes.isEmpty
  }
}

private struct TemplateText {
  let bytes: UnsafeBufferPointer<UInt8>

  func urlMacros() -> [TemplateFacts.Macro] {
    // Told by the star, which is rare, most templates are done with at once.
    guard find("**kwargs", from: 0) != nil else { return [] }
    var macros: [TemplateFacts.Macro] = []
    var start = 0
    while let place = find("macro ", from: start) {
      start = place + 6
      let end = find("endmacro", from: start) ?? bytes.count
      let body = TemplateText(bytes: UnsafeBufferPointer(rebasing: bytes[start..<end]))
      guard body.find("**kwargs", from: 0) != nil,
        body.find("url(", from: 0) != nil || body.find("url_for(", from: 0) != nil,
        body.find("static", from: 0) != nil
      else { continue }
      var lines = LineCounter(bytes)
      macros.append(
        TemplateFacts.Macro(
          name: String(decoding: body.bytes.prefix { $0.isNameByte }, as: UTF8.self),
          line: lines.position(of: place).line))
    }
    return macros
  }

  func imports() -> [TemplateFacts.Import] {
    var found: [TemplateFacts.Import] = []
    var start = 0
    while let place = find("{% import ", from: start) {
      start = place + 10
      let end = find("%}", from: start) ?? bytes.count
      let words = bytes[start..<end].split(whereSeparator: \.isSpace)
      guard words.count >= 3, words[1].elementsEqual("as".utf8), words[0].count > 2 else {
        continue
      }
      found.append(
        TemplateFacts.Import(
          file: String(decoding: words[0].dropFirst().dropLast(), as: UTF8.self),
          alias: String(decoding: words[2], as: UTF8.self)))
    }
    return found
  }

  /// The variables that are taken for paths, and the templates that are included with the names that they are
  /// handed.
  func tags() -> (paths: [String], includes: [TemplateFacts.Include]) {
    var paths: [String] = []
    var set: [String] = []
    var found: [(file: String, names: [String])] = []
    func add(_ path: String?) {
      if let path, !paths.contains(path), paths.count < 8 { paths.append(path) }
    }
    var start = 0
    while let open = first(UInt8(ascii: "{"), in: start..<bytes.count), open + 1 < bytes.count {
      start = open + 2
      let kind = bytes[open + 1]
      guard kind == UInt8(ascii: "%") || kind == UInt8(ascii: "{") else { continue }
      let end = first(UInt8(ascii: "}"), in: start..<bytes.count) ?? bytes.count
      let tag = TemplateText(bytes: UnsafeBufferPointer(rebasing: bytes[start..<end]))
      start = end
      if kind == UInt8(ascii: "{") {
        if let place = tag.find("filename=", from: 0) { add(tag.variable(at: place + 9)) }
        continue
      }
      var word = 0
      while word < tag.bytes.count, tag.bytes[word].isSpace || tag.bytes[word] == UInt8(ascii: "-")
      { word += 1 }
      if tag.starts(with: "static ", at: word) {
        add(tag.variable(at: word + 7))
      } else if tag.starts(with: "include ", at: word), found.count < 64 {
        if let (file, behind) = tag.string(from: word + 8) {
          found.append((file, tag.assigned(from: behind)))
        }
      } else if tag.starts(with: "set ", at: word) || tag.starts(with: "with ", at: word),
        set.count < 16
      {
        set += tag.assigned(from: word + 4)
      }
    }
    let includes = found.map { TemplateFacts.Include(file: $0.file, names: $0.names + set) }
    return (paths, includes.filter { !$0.names.isEmpty })
  }

  private func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
    guard !range.isEmpty, let base = bytes.baseAddress,
      let place = memchr(base + range.lowerBound, Int32(byte), range.count)
    else { return nil }
    return UnsafeRawPointer(place) - UnsafeRawPointer(base)
  }

  private func starts(with text: StaticString, at place: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    return (0..<count).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
  }

  /// The variable that is all that stands at a place.
  private func variable(at place: Int) -> String? {
    guard place < bytes.count else { return nil }
    let name = bytes[place...].prefix(while: \.isNameByte)
    let next = name.endIndex < bytes.count ? bytes[name.endIndex] : UInt8(ascii: " ")
    guard let first = name.first, !first.isDigit,
      next.isSpace || next == UInt8(ascii: ")") || next == UInt8(ascii: ",")
        || next == UInt8(ascii: "%")
    else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  /// The string at a place, and the place behind it.
  private func string(from place: Int) -> (text: String, behind: Int)? {
    var start = place
    while start < bytes.count, bytes[start].isSpace { start += 1 }
    guard start < bytes.count, bytes[start].isQuote,
      let close = bytes[(start + 1)...].firstIndex(of: bytes[start])
    else { return nil }
    return (String(decoding: bytes[(start + 1)..<close], as: UTF8.self), close + 1)
  }

  /// The names in front of `=` and a quote.
  private func assigned(from place: Int) -> [String] {
    var names: [String] = []
    var index = min(place, bytes.count)
    while let equals = bytes[index...].firstIndex(of: UInt8(ascii: "=")) {
      index = equals + 1
      var value = index
      while value < bytes.count, bytes[value] == UInt8(ascii: " ") { value += 1 }
      guard value < bytes.count, bytes[value].isQuote else { continue }
      var end = equals
      while end > place, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
      var start = end
      while start > place, bytes[start - 1].isNameByte { start -= 1 }
      if start < end { names.append(String(decoding: bytes[start..<end], as: UTF8.self)) }
      if names.count == 16 { break }
    }
    return names
  }

  func baseURL() -> String? {
    guard mayHoldBase, let place = find("<base ", from: 0), let href = find("href=", from: place),
      href - place < 100, href + 6 < bytes.count
    else { return nil }
    let value = bytes[(href + 6)...].prefix { !$0.isQuote && $0 != UInt8(ascii: ">") }
    guard value.first == BytePath.slash, !value.contains(UInt8(ascii: "{")) else { return nil }
    return String(decoding: value, as: UTF8.self)
  }

  /// Whether `<ba` stands somewhere: a look at many bytes in one step, without a branch, takes a tenth of
  /// the time that it takes to look at each `<`.
  private var mayHoldBase: Bool {
    guard bytes.count > 2, let first = bytes.baseAddress else { return false }
    // Three pointers and a loop by hand, for what checks a sum or a range for overflow is a branch.
    let (second, third, end) = (first + 1, first + 2, bytes.count - 2)
    var least = UInt8.max
    var index = 0
    while index < end {
      least = min(least, (first[index] ^ 0x3C) | (second[index] ^ 0x62) | (third[index] ^ 0x61))
      index += 1
    }
    return least == 0
  }

  private func find(_ text: StaticString, from start: Int) -> Int? {
    ByteSearch.firstIndex(
      of: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), in: bytes,
      from: start)
  }
}
