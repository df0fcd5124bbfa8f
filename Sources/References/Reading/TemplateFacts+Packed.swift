// What a template tells, as it is kept from one run to the next.
extension TemplateFacts {
  /// All of it as bytes; none where nothing is told.
  var packed: [UInt8] {
    guard !isEmpty else { return [] }
    var bytes: [UInt8] = []
    bytes.pack(macros.count)
    for macro in macros {
      bytes.pack(macro.name.utf8)
      bytes.pack(macro.line)
    }
    bytes.pack(imports.count)
    for other in imports {
      bytes.pack(other.file.utf8)
      bytes.pack(other.alias.utf8)
    }
    bytes.pack(baseURL == nil ? 0 : 1)
    if let baseURL { bytes.pack(baseURL.utf8) }
    bytes.pack(paths.count)
    for path in paths { bytes.pack(path.utf8) }
    bytes.pack(includes.count)
    for include in includes {
      bytes.pack(include.file.utf8)
      bytes.pack(include.names.count)
      for name in include.names { bytes.pack(name.utf8) }
    }
    return bytes
  }

  /// Makes facts of such bytes; nil where they are none.
  init?(packed bytes: ArraySlice<UInt8>) {
    guard !bytes.isEmpty else {
      self.init(macros: [], imports: [], baseURL: nil)
      return
    }
    var reader = FactReader(rest: bytes)
    var macros: [Macro] = []
    var imports: [Import] = []
    for _ in 0..<(reader.number() ?? 0) {
      guard let name = reader.text(), let line = reader.number() else { return nil }
      macros.append(Macro(name: name, line: line))
    }
    for _ in 0..<(reader.number() ?? 0) {
      guard let file = reader.text(), let alias = reader.text() else { return nil }
      imports.append(Import(file: file, alias: alias))
    }
    guard let hasBase = reader.number(), hasBase <= 1 else { return nil }
    let baseURL = hasBase == 1 ? reader.text() : nil
    guard (baseURL == nil) == (hasBase == 0), let paths = reader.texts() else { return nil }
    guard let count = reader.number() else { return nil }
    var includes: [Include] = []
    for _ in 0..<count {
      guard let file = reader.text(), let names = reader.texts() else { return nil }
      includes.append(Include(file: file, names: names))
    }
    guard reader.rest.isEmpty else { return nil }
    self.init(
      macros: macros, imports: imports, baseURL: baseURL, paths: paths, includes: includes)
  }
}

/// Reads numbers and texts as far as there are any.
private struct FactReader {
  var rest: ArraySlice<UInt8>

  /// The next number, of 35 bits at most.
  mutating func number() -> Int? {
    var number = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    return nil
  }

  mutating func text() -> String? {
    guard let count = number(), count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return String(decoding: rest.prefix(count), as: UTF8.self)
  }

  mutating func texts() -> [String]? {
    guard let count = number(), count <= rest.count else { return nil }
    var texts: [String] = []
    for _ in 0..<count {
      guard let text = text() else { return nil }
      texts.append(text)
    }
    return texts
  }
}
