import Values

/// Slashes: comments, regular expressions, divisions.
extension JavaScriptReader {
  /// Reads a comment, a regular expression or a division.
  mutating func takeSlash() {
    let end = range.upperBound
    switch scan.byte(index + 1) {
    case 0x2F where index + 1 < end: skipLine()
    case 0x2A where index + 1 < end:
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
        previous = .other(0x2F)
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
      case 0x0A, 0x0D:
        divisionEnd = place
        return nil
      case 0x5C: place += 1
      case 0x5B: isClass = true
      case 0x5D: isClass = false
      case 0x2F where !isClass:
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
