import Values

/// What a string of a script names.
extension JavaScriptReader {
  /// Takes a string.
  mutating func take(_ string: JavaScriptString, _ text: TargetText) {
    guard !joined.contains(string.range.lowerBound) else { return }
    if isImport(string) {
      if isRelative(text), !hasCall(string.inner) {
        scan.add(text, ReferenceScan.URLUse(form: .scriptImport, isCertain: true))
      }
      return
    }
    if scan.holdsHTML(string.inner) {
      let scan = scan
      scan.nested { scan.scanHTMLString(string.inner, .scriptHTML) }
      return
    }
    guard scan.mayNameFile(string.inner), !isGuarded(string), !hasCall(string.inner) else { return }
    if scan.first("url(", in: string.inner) != nil {
      let scan = scan
      scan.nested { scan.scanCSS(string.inner, hasLineComments: false, form: .scriptString) }
      return
    }
    scan.addString(joinedText(string, text), .scriptString)
  }

  private func hasCall(_ range: Range<Int>) -> Bool {
    guard !scan.tags.isEmpty else { return false }
    var tag = scan.tagIndex(from: range.lowerBound)
    while tag < scan.tags.count, scan.tags[tag].range.lowerBound < range.upperBound {
      if scan.tags[tag].calls > 0 { return true }
      tag += 1
    }
    return false
  }

  /// `import … from 'x'`, `import 'x'`, `import('x')`, `new URL('x', import.meta.url)`.
  private func isImport(_ string: JavaScriptString) -> Bool {
    if case .name(let name) = string.before {
      return scan.equals(name, "from") || scan.equals(name, "import")
    }
    guard string.before == .other(0x28) else { return false }
    if case .bracket(_, let isImport) = frames.last?.kind, isImport { return true }
    var next = string.range.upperBound
    while scan.byte(next).isSpace || scan.byte(next) == 0x2C { next += 1 }
    return scan.matches("import.meta.url", at: next)
  }

  /// Whether a module's name is a URL: `./x.js`, `/x.js`; all else is a package's name (HTML,
  /// "resolve a module specifier").
  private func isRelative(_ text: TargetText) -> Bool {
    let bytes = text.bytes
    return bytes.starts(with: "./".utf8) || bytes.starts(with: "../".utf8) || bytes.first == 0x2F
  }

  /// Whether a string is compared, tested or a name in an object.
  private func isGuarded(_ string: JavaScriptString) -> Bool {
    if case .bracket(let isGuard, _) = frames.last?.kind, isGuard { return true }
    var index = string.range.upperBound
    while index < range.upperBound, scan.bytes[index].isSpace { index += 1 }
    let next = scan.byte(index)
    if next == 0x3D || next == 0x21, scan.byte(index + 1) == 0x3D { return true }
    switch string.before {
    case .other(0x3D): return scan.isComparison(before: string.range.lowerBound)
    case .other(0x2C), .other(0x7B): return next == 0x3A
    case .name(let name): return scan.equals(name, "case")
    default: return false
    }
  }

  /// A string with what is joined to it by `+`.
  private mutating func joinedText(_ string: JavaScriptString, _ text: TargetText) -> TargetText {
    var joined = TargetText()
    if string.before == .other(0x2B) {
      joined.appendHole(string.range.lowerBound..<string.range.lowerBound)
    }
    joined = joined.appending(text)
    var place = string.range.upperBound
    let limit = min(range.upperBound, place + 2048)
    while let plus = operatorPlace(from: place, limit) {
      var start = plus + 1
      while start < limit, scan.bytes[start].isSpace { start += 1 }
      guard start < limit else { break }
      if scan.bytes[start].isQuote {
        var reader = self
        reader.index = start + 1
        let quote = scan.bytes[start]
        while reader.index < limit, scan.bytes[reader.index] != quote,
          scan.bytes[reader.index] != 0x0A
        {
          reader.takeCharacter(into: &joined)
        }
        self.joined.insert(start)
        place = reader.index + 1
      } else {
        let end = operandEnd(from: start, limit)
        joined.appendHole(start..<end)
        place = end
      }
    }
    return joined
  }

  private func operatorPlace(from place: Int, _ limit: Int) -> Int? {
    var index = place
    while index < limit, scan.bytes[index].isSpace { index += 1 }
    return index < limit && scan.bytes[index] == 0x2B && scan.byte(index + 1) != 0x3D ? index : nil
  }

  /// Behind an operand: up to `+`, or to what ends the expression.
  private func operandEnd(from start: Int, _ limit: Int) -> Int {
    var index = start
    var open = 0
    while index < limit {
      let byte = scan.bytes[index]
      switch byte {
      case 0x28, 0x5B, 0x7B: open += 1
      case 0x29, 0x5D, 0x7D:
        if open == 0 { return index }
        open -= 1
      case 0x2B, 0x2C, 0x3B, 0x0A, 0x3A, 0x3F:
        if open == 0 { return index }
      default: break
      }
      index += 1
    }
    return index
  }
}
