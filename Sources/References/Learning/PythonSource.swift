import Values

/// A Python source file, read for what it tells of static files; no code is run.
struct PythonSource {
  let file: BytePath
  let bytes: [UInt8]
  let calls: [SourceCall]

  /// Reads a file's calls of Flask, `Blueprint`, `route` and what serves files.
  init(_ bytes: [UInt8], of file: BytePath) {
    self.file = file
    self.bytes = bytes
    calls = bytes.withUnsafeBufferPointer { buffer in
      let scan = ReferenceScan(buffer, file: file, rules: ReferenceRules(helpers: []))
      scan.watched = Self.watched
      scan.scanCode(0..<buffer.count, .python)
      return scan.calls
    }
  }

  private static let watched: [[UInt8]] = [
    "Flask", "Blueprint", "APIBlueprint", "route", "send_from_directory", "send_static_file",
    "add_url_rule", "register_blueprint",
  ].map { Array($0.utf8) }

  /// The value that a name is given by a line `name = …`, where its last part is text.
  func setting(_ name: String) -> (parts: [TargetPart], place: Int)? {
    let needle = Array(name.utf8)
    var start = 0
    while let place = ByteSearch.firstIndex(of: needle, in: bytes[start...]) {
      start = place + needle.count
      if place > 0, bytes[place - 1].isNameByte || bytes[place - 1] == 0x2E { continue }
      var index = start
      while index < bytes.count, bytes[index] == 0x20 { index += 1 }
      guard index + 1 < bytes.count, bytes[index] == 0x3D, bytes[index + 1] != 0x3D else {
        continue
      }
      let value = bytes.withUnsafeBufferPointer { buffer -> [TargetPart]? in
        let scan = ReferenceScan(buffer, file: file, rules: ReferenceRules(helpers: []))
        let end = min(buffer.count, index + 1000)
        let text = scan.codeText(from: index + 1, before: end, newlineEnds: true)
        return text.map { $0.parts(0..<$0.bytes.count) }
      }
      if let value { return (value, place) }
    }
    return nil
  }

  /// The last string in a range, as in `os.path.join(base, "static")` or `BASE / "static"`.
  func lastString(in range: Range<Int>) -> String? {
    strings(in: range).last
  }

  /// The strings in a range.
  func strings(in range: Range<Int>) -> [String] {
    bytes.withUnsafeBufferPointer { buffer in
      let scan = ReferenceScan(buffer, file: file, rules: ReferenceRules(helpers: []))
      var found: [String] = []
      var index = range.lowerBound
      while index < min(range.upperBound, buffer.count) {
        if let string = scan.codeString(at: index, before: range.upperBound) {
          found.append(String(decoding: buffer[string.inner], as: UTF8.self))
          index = string.range.upperBound
        } else if buffer[index] == 0x23 {
          index = scan.first(0x0A, in: index..<range.upperBound) ?? range.upperBound
        } else {
          index += 1
          while index < range.upperBound, buffer[index - 1].isNameByte, buffer[index].isNameByte {
            index += 1
          }
        }
      }
      return found
    }
  }

  /// Whether a text stands in the file.
  func contains(_ text: String) -> Bool {
    ByteSearch.contains(bytes[...], Array(text.utf8))
  }

  /// The name of the first function that is defined in a part of the file.
  func function(behind start: Int, before end: Int) -> String? {
    guard let place = ByteSearch.firstIndex(of: Array("def ".utf8), in: bytes[start..<end]) else {
      return nil
    }
    let name = bytes[(place + 4)..<end].prefix { $0.isNameByte }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }
}
