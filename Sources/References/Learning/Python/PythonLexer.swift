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
      case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C, UInt8(ascii: "\r"): index += 1
      case UInt8(ascii: "\n"): takeLineFeed()
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "\\") where self.byte(index + 1) == UInt8(ascii: "\n"): index += 2
      case UInt8(ascii: "\\")
      where self.byte(index + 1) == UInt8(ascii: "\r") && self.byte(index + 2) == UInt8(ascii: "\n"):
        index += 3
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
    while index < end, bytes[index] != UInt8(ascii: "\n") { index += 1 }
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
      while place < end,
        bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "\t")
          || bytes[place] == 0x0C
      {
        column = bytes[place] == UInt8(ascii: "\t") ? (column / 8 + 1) * 8 : column + 1
        place += 1
      }
      index = place
      if byte(place) == UInt8(ascii: "#") { skipLine() }
      if byte(index) == UInt8(ascii: "\r"), byte(index + 1) == UInt8(ascii: "\n") { index += 1 }
      if byte(index) == UInt8(ascii: "\n"), index < end {
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
    } else if byte.isDigit || byte == UInt8(ascii: ".") && self.byte(index + 1).isDigit {
      while self.byte(index).isNameByte || self.byte(index) == UInt8(ascii: ".") { index += 1 }
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
          from: start, isFormatted: prefix.contains(UInt8(ascii: "f")),
          isRaw: prefix.contains(UInt8(ascii: "r")))
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
      if byte == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if byte == UInt8(ascii: "\n"), !isTriple { break }
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
        if byte == UInt8(ascii: "{") {
          if depth == 0, self.byte(index + 1) == UInt8(ascii: "{") {
            index += 1
          } else {
            depth += 1
          }
        } else if byte == UInt8(ascii: "}"), depth > 0 {
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
    case (UInt8(ascii: "*"), UInt8(ascii: "*")), (UInt8(ascii: "/"), UInt8(ascii: "/")),
      (UInt8(ascii: "<"), UInt8(ascii: "<")), (UInt8(ascii: ">"), UInt8(ascii: ">")):
      length = self.byte(index + 2) == UInt8(ascii: "=") ? 3 : 2
    case (UInt8(ascii: "-"), UInt8(ascii: ">")), (UInt8(ascii: ":"), UInt8(ascii: "=")),
      (UInt8(ascii: "!"), UInt8(ascii: "=")), (UInt8(ascii: "="), UInt8(ascii: "=")),
      (UInt8(ascii: "<"), UInt8(ascii: ">")):
      length = 2
    case (_, UInt8(ascii: "=")) where "+-*/%@&|^<>".utf8.contains(byte): length = 2
    case (UInt8(ascii: "."), UInt8(ascii: ".")) where self.byte(index + 2) == UInt8(ascii: "."):
      length = 3
    default: break
    }
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
    default: break
    }
    index += length
    add(.symbol, from: start)
  }
}
