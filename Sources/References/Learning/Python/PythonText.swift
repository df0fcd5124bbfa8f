import Values

/// A string of Python source, with its prefix and quotes.
struct PythonText {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// What stands between the quotes.
  private let inner: Range<Int>
  private let isRaw: Bool
  private let isFormatted: Bool
  private let depth: Int

  /// Takes a string that a lexer found.
  ///
  /// - Parameter depth: how deep it is nested.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, depth: Int) {
    self.bytes = bytes
    self.depth = depth
    var start = range.lowerBound
    var prefix: [UInt8] = []
    while start < range.upperBound, !bytes[start].isQuote {
      prefix.append(bytes[start].lowered)
      start += 1
    }
    isRaw = prefix.contains(UInt8(ascii: "r"))
    isFormatted = prefix.contains(UInt8(ascii: "f"))
    let quote = start < range.upperBound ? bytes[start] : 0
    func stands(_ count: Int, at place: Int) -> Bool {
      place >= start && place + count <= range.upperBound
        && (place..<(place + count)).allSatisfy { bytes[$0] == quote }
    }
    let size = stands(3, at: start) && range.upperBound - start >= 6 ? 3 : 1
    let first = min(start + size, range.upperBound)
    let last = range.upperBound - size
    inner = first..<(last >= first && stands(size, at: last) ? last : range.upperBound)
  }

  /// Adds the parts of the text.
  func add(to parts: inout [PythonExpression.TextPart]) {
    var text: [UInt8] = []
    func flush() {
      if !text.isEmpty { parts.append(.literal(String(decoding: text, as: UTF8.self))) }
      text = []
    }
    var index = inner.lowerBound
    while index < inner.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), !isRaw, index + 1 < inner.upperBound {
        index = unescape(at: index + 1, into: &text)
      } else if isFormatted, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
        if index + 1 < inner.upperBound, bytes[index + 1] == byte {
          text.append(byte)
          index += 2
        } else if byte == UInt8(ascii: "{") {
          flush()
          index = takeHole(from: index + 1, into: &parts)
        } else {
          index += 1
        }
      } else {
        text.append(byte)
        index += 1
      }
    }
    flush()
    if inner.isEmpty { parts.append(.literal("")) }
  }

  /// Adds what an escape stands for, by the byte behind its backslash; gives the place behind it.
  private func unescape(at index: Int, into text: inout [UInt8]) -> Int {
    func number(_ count: Int) -> Int {
      let end = min(index + 1 + count, inner.upperBound)
      let digits = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
      let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
      text += Array(String(scalar).utf8)
      return end
    }
    switch bytes[index] {
    case UInt8(ascii: "\n"): return index + 1
    case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
    case UInt8(ascii: "a"): text.append(0x07)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "v"): text.append(0x0B)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      let digits = bytes[index..<min(index + 3, inner.upperBound)].prefix { 0x30...0x37 ~= $0 }
      let value = digits.reduce(UInt32(0)) { $0 * 8 + UInt32($1 - 0x30) }
      text += Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
      return index + digits.count
    case UInt8(ascii: "x"): return number(2)
    case UInt8(ascii: "u"): return number(4)
    case UInt8(ascii: "U"): return number(8)
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): text.append(bytes[index])
    default: text += [UInt8(ascii: "\\"), bytes[index]]
    }
    return index + 1
  }

  /// Adds the expression between braces; gives the place behind them.
  private func takeHole(from start: Int, into parts: inout [PythonExpression.TextPart]) -> Int {
    var open = 1
    var end = start
    // Where the expression ends: what follows a colon or an exclamation mark says how it is shown.
    var expressionEnd: Int?
    while end < inner.upperBound {
      let byte = bytes[end]
      if byte.isQuote {
        end = stringEnd(end)
        continue
      }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): open += 1
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): open -= 1
      case UInt8(ascii: ":") where open == 1,
        UInt8(ascii: "!") where open == 1 && self.byte(end + 1) != UInt8(ascii: "="):
        expressionEnd = expressionEnd ?? end
      default: break
      }
      if open == 0 { break }
      end += 1
    }
    let range = start..<max(start, min(expressionEnd ?? end, inner.upperBound))
    if depth < PythonParser.deepest / 2 {
      var parser = PythonParser(
        bytes, PythonLexer.tokens(of: bytes, in: range, isExpression: true))
      parser.depth = depth + 1
      parts.append(.expression(parser.takeExpressions()))
    } else {
      parts.append(.expression(PythonExpression(kind: .other([]), range: range)))
    }
    return min(end + 1, inner.upperBound)
  }

  private func byte(_ index: Int) -> UInt8 { index < inner.upperBound ? bytes[index] : 0 }

  /// The place behind a string in an expression.
  private func stringEnd(_ start: Int) -> Int {
    var index = start + 1
    while index < inner.upperBound {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 1
      } else if bytes[index] == bytes[start] {
        break
      }
      index += 1
    }
    return min(index + 1, inner.upperBound)
  }
}
