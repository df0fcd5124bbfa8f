import Values

/// Slashes: comments, regular expressions, divisions.
extension JavaScriptReader {
  /// Reads a comment, a regular expression or a division.
  mutating func takeSlash() {
    let end = range.upperBound
    switch scan.byte(index + 1) {
    case 0x2F where index + 1 < end:
      index = scan.first(0x0A, in: index..<end) ?? end
    case 0x2A where index + 1 < end:
      let start = min(end, index + 2)
      index = scan.first("*/", in: start..<end).map { $0 + 2 } ?? end
    default:
      if startsExpression, let close = expressionEnd() {
        index = close
        previous = .value
      } else {
        previous = .other(0x2F)
        index += 1
      }
    }
  }

  /// Whether a slash here begins a regular expression rather than divides.
  private var startsExpression: Bool {
    switch previous {
    case .value: return false
    case .other: return true
    case .name(let name):
      let words: [StaticString] = [
        "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do",
      ]
      return words.contains { scan.equals(name, $0) }
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
      case 0x0A:
        divisionEnd = place
        return nil
      case 0x5C: place += 1
      case 0x5B: isClass = true
      case 0x5D: isClass = false
      case 0x2F where !isClass:
        place += 1
        while place < range.upperBound, scan.bytes[place].isLetter { place += 1 }
        return place
      default: break
      }
      place += 1
    }
    divisionEnd = range.upperBound
    return nil
  }
}
