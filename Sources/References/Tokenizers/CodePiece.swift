/// A part of an expression that joins strings.
enum CodePiece {
  /// A string, and whether values are put in the places of its marks, `'…%s' % x`, `'…{}'.format(x)`.
  case string(CodeString, isTemplate: Bool)
  /// Something else, which only the running program knows.
  case hole(Range<Int>)
}

extension ReferenceScan {
  /// The greatest number of bytes that an operand between strings has.
  private static let longestOperand = 1024

  /// Reads an expression as text: strings joined by `+`, `~` or nothing, all else as holes.
  ///
  /// - Parameters:
  ///   - newlineEnds: whether the expression ends with its line.
  ///   - strings: takes the start of each string that was read.
  /// - Returns: the text; nil for a choice, `a if b else c`.
  func codeText(
    from start: Int, before end: Int, newlineEnds: Bool = false, strings: (Int) -> Void = { _ in }
  ) -> TargetText? {
    guard let pieces = codePieces(from: start, before: end, newlineEnds: newlineEnds) else {
      return nil
    }
    var text = TargetText()
    for piece in pieces {
      switch piece {
      case .string(let string, let isTemplate):
        append(string, to: &text, placeholders: isTemplate)
        strings(string.range.lowerBound)
      case .hole(let range): text.appendHole(range)
      }
    }
    return text
  }

  /// The strings that an expression joins by `+`, `~` or nothing, and what stands between them.
  ///
  /// - Parameter newlineEnds: whether the expression ends with its line.
  /// - Returns: the pieces; nil for a choice, `a if b else c`.
  func codePieces(from start: Int, before end: Int, newlineEnds: Bool) -> [CodePiece]? {
    var pieces: [CodePiece] = []
    var index = start
    var operand: Int?
    var open = 0
    var isBehindString = false
    func close(_ place: Int) -> [CodePiece] {
      if let begin = operand { pieces.append(.hole(trimmed(begin..<place))) }
      operand = nil
      return pieces
    }
    while index < end {
      let byte = bytes[index]
      if open == 0, operand == nil, let string = codeString(at: index, before: end) {
        let (behind, isTemplate) = formatting(behind: string.range.upperBound, before: end)
        pieces.append(.string(string, isTemplate: isTemplate))
        index = behind
        isBehindString = true
        continue
      }
      if byte == UInt8(ascii: "#"), open == 0, operand == nil, !newlineEnds {
        index = first(UInt8(ascii: "\n"), in: index..<end) ?? end
        continue
      }
      if byte == UInt8(ascii: "\\"), self.byte(index + 1) == UInt8(ascii: "\n") {
        index += 2
        continue
      }
      if byte.isNameByte, operand == nil || open == 0, !self.byte(index - 1).isNameByte,
        matches("if", at: index), !self.byte(index + 2).isNameByte
      {
        return nil
      }
      switch byte {
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","),
        UInt8(ascii: ":"), UInt8(ascii: ";"):
        if open == 0 { return close(index) }
        if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
          open -= 1
        }
      case UInt8(ascii: "+") where open == 0, UInt8(ascii: "~") where open == 0:
        _ = close(index)
        index += 1
        isBehindString = false
        continue
      case UInt8(ascii: "\n") where newlineEnds && open == 0: return close(index)
      case _ where byte.isSpace: break
      // What else follows a string is no part of it: a comparison, a method, an index.
      case _ where isBehindString: return pieces
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
      default: break
      }
      if operand == nil, !byte.isSpace { operand = index }
      if let begin = operand, index - begin > Self.longestOperand { return close(index) }
      if open > 0 || operand != nil, byte.isQuote, let string = codeString(at: index, before: end) {
        index = string.range.upperBound
      } else {
        index += 1
      }
    }
    return close(end)
  }

  /// Behind `.format(…)` or `% …`, and whether there was one.
  private func formatting(behind start: Int, before end: Int) -> (Int, Bool) {
    var index = start
    while index < end, bytes[index] == UInt8(ascii: " ") { index += 1 }
    if matches(".format(", at: index), index + 8 <= end {
      return (parenthesisEnd(index + 7, before: end), true)
    }
    guard byte(index) == UInt8(ascii: "%"), index < end else { return (start, false) }
    index += 1
    while index < end, bytes[index] == UInt8(ascii: " ") { index += 1 }
    if byte(index) == UInt8(ascii: "(") { return (parenthesisEnd(index, before: end), true) }
    while index < end, bytes[index].isNameByte || bytes[index] == UInt8(ascii: ".") { index += 1 }
    // `% f(x)`, `% names[0]`, `% {'a': b}`
    while index < end, "([{".utf8.contains(bytes[index]) {
      index = bracketEnd(index, before: end)
    }
    return (index, true)
  }

  /// Behind the bracket that closes one; the range's end where there is none.
  func bracketEnd(_ start: Int, before end: Int) -> Int {
    var index = start
    var open = 0
    while index < end {
      if bytes[index].isQuote, let string = codeString(at: index, before: end) {
        index = string.range.upperBound
        continue
      }
      switch bytes[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        open -= 1
        if open == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return end
  }
}
