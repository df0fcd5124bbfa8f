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

  /// Makes facts.
  init(macros: [Macro], imports: [Import], baseURL: String?) {
    self.macros = macros
    self.imports = imports
    self.baseURL = baseURL
  }

  /// Reads a template.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let text = TemplateText(bytes: bytes)
    macros = text.urlMacros()
    imports = text.imports()
    baseURL = text.baseURL()
  }

  /// Whether nothing is told.
  var isEmpty: Bool { macros.isEmpty && imports.isEmpty && baseURL == nil }
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

  func baseURL() -> String? {
    guard mayHoldBase, let place = find("<base ", from: 0), let href = find("href=", from: place),
      href - place < 100, href + 6 < bytes.count
    else { return nil }
    let value = bytes[(href + 6)...].prefix { !$0.isQuote && $0 != 0x3E }
    guard value.first == BytePath.slash, !value.contains(0x7B) else { return nil }
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
