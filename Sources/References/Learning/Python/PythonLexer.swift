import Values

/// Parts Python source into tokens, in one pass; what is no Python becomes symbols of one byte.
struct PythonLexer {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index: Int
  private let end: Int
  /// Whether lines mean nothing, as inside an f-string.
  private let isExpression: Bool
  private var tokens: [PythonToken] = []
  /// The columns that the open blocks begin at.
  private var columns = [0]
  /// The number of open brackets.
  private var open = 0

  /// The tokens of a part of some bytes.
  ///
  /// - Parameter isExpression: whether it is one expression, in which lines and blocks mean nothing.
  static func tokens(
    of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, isExpression: Bool = false
  ) -> [PythonToken] {
    var lexer = PythonLexer(bytes: bytes, range: range, isExpression: isExpression)
    lexer.run()
    return lexer.tokens
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>, isExpression: Bool) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
    self.isExpression = isExpression
    tokens.reserveCapacity(range.count / 5 + 4)
  }

  private func byte(_ index: Int) -> UInt8 { index < end ? bytes[index] : 0 }

  private mutating func add(_ kind: PythonToken.Kind, from start: Int) {
    tokens.append(PythonToken(kind: kind, range: start..<index))
  }

  private mutating func run() {
    if byte(index) == 0xEF, byte(index + 1) == 0xBB, byte(index + 2) == 0xBF { index += 3 }
    if !isExpression { startLine() }
    while index < end {
      let byte = bytes[index]
      switch byte {
      case 0x20, 0x09, 0x0C, 0x0D: index += 1
      case 0x0A: takeLineFeed()
      case 0x23: skipLine()
      case 0x5C where self.byte(index + 1) == 0x0A: index += 2
      case 0x5C where self.byte(index + 1) == 0x0D && self.byte(index + 2) == 0x0A: index += 3
      default: read(byte)
      }
    }
    if !isExpression {
      endLine()
      while columns.count > 1 { closeBlock() }
    }
    add(.end, from: index)
  }

  private mutating func skipLine() {
    while index < end, bytes[index] != 0x0A { index += 1 }
  }

  private mutating func takeLineFeed() {
    index += 1
    guard open == 0, !isExpression else { return }
    endLine()
    startLine()
  }

  private mutating func endLine() {
    guard let last = tokens.last, last.kind != .lineEnd, last.kind != .indent, last.kind != .dedent
    else { return }
    add(.lineEnd, from: index)
  }

  /// Passes over empty lines, and opens or closes blocks.
  private mutating func startLine() {
    while index < end {
      var column = 0
      var place = index
      while place < end, bytes[place] == 0x20 || bytes[place] == 0x09 || bytes[place] == 0x0C {
        column = bytes[place] == 0x09 ? (column / 8 + 1) * 8 : column + 1
        place += 1
      }
      index = place
      if byte(place) == 0x23 { skipLine() }
      if byte(index) == 0x0D, byte(index + 1) == 0x0A { index += 1 }
      if byte(index) == 0x0A, index < end {
        index += 1
        continue
      }
      guard index < end else { return }
      if column > columns.last ?? 0 {
        columns.append(column)
        tokens.append(PythonToken(kind: .indent, range: index..<index))
      }
      while columns.count > 1, column < columns.last ?? 0 { closeBlock() }
      return
    }
  }

  private mutating func closeBlock() {
    columns.removeLast()
    tokens.append(PythonToken(kind: .dedent, range: index..<index))
  }

  private mutating func read(_ byte: UInt8) {
    let start = index
    if byte.isQuote {
      takeString(from: start, isFormatted: false, isRaw: false)
    } else if byte.isDigit || byte == 0x2E && self.byte(index + 1).isDigit {
      while self.byte(index).isNameByte || self.byte(index) == 0x2E { index += 1 }
      add(.number, from: start)
    } else if byte.isNameByte || byte >= 0x80 {
      takeName(from: start)
    } else {
      takeSymbol(byte)
    }
  }

  private mutating func takeName(from start: Int) {
    while index < end, bytes[index].isNameByte || bytes[index] >= 0x80 { index += 1 }
    if index - start <= 2, self.byte(index).isQuote {
      let prefix = bytes[start..<index].map(\.lowered)
      if prefix.allSatisfy({ "rbuft".utf8.contains($0) }) {
        return takeString(
          from: start, isFormatted: prefix.contains(0x66), isRaw: prefix.contains(0x72))
      }
    }
    add(.name, from: start)
  }

  /// Takes a string whose first quote stands at the index; one that is not closed ends with its line.
  private mutating func takeString(from start: Int, isFormatted: Bool, isRaw: Bool) {
    let quote = bytes[index]
    let isTriple = byte(index + 1) == quote && byte(index + 2) == quote
    index += isTriple ? 3 : 1
    var depth = 0
    while index < end {
      let byte = bytes[index]
      if byte == 0x5C {
        index += 2
        continue
      }
      if byte == 0x0A, !isTriple { break }
      if byte == quote, depth == 0 {
        if !isTriple {
          index += 1
          break
        }
        if self.byte(index + 1) == quote, self.byte(index + 2) == quote {
          index += 3
          break
        }
      }
      if isFormatted {
        if byte == 0x7B {
          if depth == 0, self.byte(index + 1) == 0x7B { index += 1 } else { depth += 1 }
        } else if byte == 0x7D, depth > 0 {
          depth -= 1
        }
      }
      index += 1
    }
    index = min(index, end)
    add(.string, from: start)
  }

  private mutating func takeSymbol(_ byte: UInt8) {
    let start = index
    let next = self.byte(index + 1)
    var length = 1
    switch (byte, next) {
    case (0x2A, 0x2A), (0x2F, 0x2F), (0x3C, 0x3C), (0x3E, 0x3E):
      length = self.byte(index + 2) == 0x3D ? 3 : 2
    case (0x2D, 0x3E), (0x3A, 0x3D), (0x21, 0x3D), (0x3D, 0x3D), (0x3C, 0x3E): length = 2
    case (_, 0x3D) where "+-*/%@&|^<>".utf8.contains(byte): length = 2
    case (0x2E, 0x2E) where self.byte(index + 2) == 0x2E: length = 3
    default: break
    }
    switch byte {
    case 0x28, 0x5B, 0x7B: open += 1
    case 0x29, 0x5D, 0x7D: open = max(0, open - 1)
    default: break
    }
    index += length
    add(.symbol, from: start)
  }
}
