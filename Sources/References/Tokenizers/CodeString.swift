import Values

/// A string of Python or Jinja.
struct CodeString {
  /// With prefix and quotes.
  var range: Range<Int>
  /// Between the quotes.
  var inner: Range<Int>
  /// Whether `{…}` in it are expressions.
  var isFormatted: Bool
  /// Whether backslashes are themselves.
  var isRaw: Bool
  /// Whether it has three quotes.
  var isTriple: Bool
}

extension ReferenceScan {
  /// The string that starts at an index, its prefix included; nil where there is none, or its end is
  /// missing: a plain string ends on its line.
  func codeString(at start: Int, before end: Int) -> CodeString? {
    var index = start
    var isFormatted = false
    var isRaw = false
    while index < end, index < start + 2, bytes[index].isLetter {
      switch bytes[index].lowered {
      case UInt8(ascii: "f"): isFormatted = true
      case UInt8(ascii: "r"): isRaw = true
      case UInt8(ascii: "b"), UInt8(ascii: "u"): break
      default: return nil
      }
      index += 1
    }
    guard index < end, bytes[index].isQuote else { return nil }
    let quote = bytes[index]
    let isTriple = byte(index + 1) == quote && byte(index + 2) == quote && index + 2 < end
    let open = index + (isTriple ? 3 : 1)
    var close = open
    while close < end {
      let byte = bytes[close]
      if byte == UInt8(ascii: "\\") {
        close += 2
      } else if byte == quote {
        if !isTriple { break }
        if close + 2 < end, bytes[close + 1] == quote, bytes[close + 2] == quote { break }
        close += 1
      } else if byte == UInt8(ascii: "\n"), !isTriple {
        return nil
      } else {
        close += 1
      }
    }
    steps += close - start
    guard close < end else { return nil }
    return CodeString(
      range: start..<(close + (isTriple ? 3 : 1)), inner: open..<close, isFormatted: isFormatted,
      isRaw: isRaw, isTriple: isTriple)
  }

  /// Adds a string's text to a URL; with placeholders, those of `format` and `%` are holes.
  func append(_ string: CodeString, to text: inout TargetText, placeholders: Bool) {
    var index = string.inner.lowerBound
    let end = string.inner.upperBound
    while index < end, !text.isTooLong {
      let byte = bytes[index]
      if byte == UInt8(ascii: "{"), string.isFormatted || placeholders {
        if self.byte(index + 1) == UInt8(ascii: "{") {
          text.append(byte, index..<(index + 2))
          index += 2
        } else {
          let close = first(UInt8(ascii: "}"), in: index..<end).map { $0 + 1 } ?? end
          text.appendHole(index..<close)
          index = close
        }
      } else if byte == UInt8(ascii: "%"), placeholders,
        let close = placeholder(at: index, before: end)
      {
        text.appendHole(index..<close)
        index = close
      } else if byte == UInt8(ascii: "\\"), !string.isRaw, index + 1 < end {
        let escape = StringEscape(bytes, at: index, before: end)
        if let scalar = escape.scalar { text.append(scalar: scalar, index..<escape.end) }
        index = escape.end
      } else {
        let plain = index
        index += 1
        while index < end, !isSpecial(bytes[index]) { index += 1 }
        text.append(bytes, plain..<index)
      }
    }
  }

  /// Whether a byte of a string may stand for something else.
  private func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "\\")
  }

  /// The end of `%s`, `%d`, `%(name)s`.
  func placeholder(at index: Int, before end: Int) -> Int? {
    if byte(index + 1) == UInt8(ascii: "(") {
      guard let close = first(UInt8(ascii: ")"), in: index..<end), close + 1 < end else {
        return nil
      }
      return close + 2
    }
    return "sdi".utf8.contains(byte(index + 1)) && index + 1 < end ? index + 2 : nil
  }

  /// Behind the parenthesis that closes one; the range's end where there is none.
  func parenthesisEnd(_ start: Int, before end: Int) -> Int {
    var index = start
    var open = 0
    while index < end {
      let byte = bytes[index]
      if byte.isQuote, let string = codeString(at: index, before: end) {
        index = string.range.upperBound
        continue
      }
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") {
        open -= 1
        if open == 0 { return index + 1 }
      }
      index += 1
    }
    return end
  }
}
