import Values

/// Slashes: comments, regular expressions, divisions.
extension JavaScriptReader {
  /// Reads a comment, a regular expression or a division.
  mutating func takeSlash() {
    let end = range.upperBound
    switch scan.byte(index + 1) {
    case UInt8(ascii: "/") where index + 1 < end: skipLine()
    case UInt8(ascii: "*") where index + 1 < end:
      let start = index
      let inner = min(end, index + 2)
      index = scan.first("*/", in: inner..<end).map { $0 + 2 } ?? end
      scan.note(.comment, start..<index)
    default:
      if !endsValue, let close = expressionEnd() {
        scan.note(.expression, index..<close)
        index = close
        previous = .value
      } else {
        previous = .other(UInt8(ascii: "/"))
        index += 1
      }
    }
  }

  /// Behind a regular expression literal, which ends on its line.
  private mutating func expressionEnd() -> Int? {
    guard index >= divisionEnd else { return nil }
    var place = index + 1
    var isClass = false
    defer { scan.steps += place - index }
    while place < range.upperBound {
      switch scan.bytes[place] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        divisionEnd = place
        return nil
      case UInt8(ascii: "\\"): place += 1
      case UInt8(ascii: "["): isClass = true
      case UInt8(ascii: "]"): isClass = false
      case UInt8(ascii: "/") where !isClass:
        place += 1
        while place < range.upperBound, scan.bytes[place].isNameByte { place += 1 }
        return place
      default: break
      }
      place += 1
    }
    divisionEnd = range.upperBound
    return nil
  }
}
