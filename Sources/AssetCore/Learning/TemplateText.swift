/// A template, read for what it tells of helpers and base URLs.
struct TemplateText {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The names and places of macros that hand `**kwargs` on to a maker of URLs:
  /// `{% macro url() %}{{ get_url('x.static', **kwargs) }}{% endmacro %}`.
  func urlMacros() -> [(name: String, place: Int)] {
    var names: [(name: String, place: Int)] = []
    var start = 0
    while let place = find("macro ", from: start) {
      start = place + 6
      let end = find("endmacro", from: start) ?? bytes.count
      let body = bytes[start..<end]
      guard ByteSearch.contains(body, Array("**kwargs".utf8)),
        ByteSearch.contains(body, Array("url(".utf8))
          || ByteSearch.contains(body, Array("url_for(".utf8)),
        ByteSearch.contains(body, Array("static".utf8))
      else { continue }
      let name = body.prefix { $0.isNameByte }
      names.append((String(decoding: name, as: UTF8.self), place))
    }
    return names
  }

  /// The templates that are imported, with their names here: `{% import 'x.html' as y %}`.
  func imports() -> [(file: String, alias: String)] {
    var found: [(String, String)] = []
    var start = 0
    while let place = find("{% import ", from: start) {
      start = place + 10
      let end = find("%}", from: start) ?? bytes.count
      let words = bytes[start..<end].split(whereSeparator: \.isSpace)
      guard words.count >= 3, words[1].elementsEqual("as".utf8), words[0].count > 2 else {
        continue
      }
      found.append(
        (
          String(decoding: words[0].dropFirst().dropLast(), as: UTF8.self),
          String(decoding: words[2], as: UTF8.self)
        ))
    }
    return found
  }

  /// The path of `<base href="…">`, where it is an absolute path without expressions.
  func baseURL() -> String? {
    guard let place = find("<base ", from: 0), let href = find("href=", from: place),
      href - place < 100, href + 6 < bytes.count
    else { return nil }
    let value = bytes[(href + 6)...].prefix { !$0.isQuote && $0 != 0x3E }
    guard value.first == BytePath.slash, !value.contains(0x7B) else { return nil }
    return String(decoding: value, as: UTF8.self)
  }

  private func find(_ text: String, from start: Int) -> Int? {
    ByteSearch.firstIndex(of: Array(text.utf8), in: bytes[start...])
  }
}

extension PythonSource {
  /// The name of the first function that is defined in a part of the file.
  func function(behind start: Int, before end: Int) -> String? {
    guard let place = ByteSearch.firstIndex(of: Array("def ".utf8), in: bytes[start..<end]) else {
      return nil
    }
    let name = bytes[(place + 4)..<end].prefix { $0.isNameByte }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }
}
