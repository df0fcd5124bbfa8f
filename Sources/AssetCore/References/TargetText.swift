/// A URL as it is read out of a string or attribute: its bytes with escapes taken out, and where each
/// came from; an expression is one NUL.
struct TargetText {
  /// The bytes; ``hole`` for an expression.
  private(set) var bytes: [UInt8] = []
  /// The place in the file of each byte, and of the end.
  private(set) var starts: [Int] = []
  /// The place behind each byte.
  private(set) var ends: [Int] = []
  /// Whether the text goes on behind the longest URL that is read.
  private(set) var isTooLong = false

  static let hole: UInt8 = 0
  /// The greatest length of a URL that is read, in bytes.
  static let limit = 4096

  mutating func append(_ byte: UInt8, _ range: Range<Int>) {
    guard byte != Self.hole else { return }
    add(byte, range)
  }

  mutating func appendHole(_ range: Range<Int>) {
    add(Self.hole, range)
  }

  private mutating func add(_ byte: UInt8, _ range: Range<Int>) {
    guard bytes.count < Self.limit else {
      isTooLong = true
      return
    }
    bytes.append(byte)
    starts.append(range.lowerBound)
    ends.append(range.upperBound)
  }

  /// The text without white space at its ends.
  func trimmed() -> TargetText {
    var low = 0
    var high = bytes.count
    while low < high, bytes[low].isSpace { low += 1 }
    while high > low, bytes[high - 1].isSpace { high -= 1 }
    return self[low..<high]
  }

  subscript(range: Range<Int>) -> TargetText {
    var part = TargetText()
    part.bytes = Array(bytes[range])
    part.starts = Array(starts[range])
    part.ends = Array(ends[range])
    part.isTooLong = isTooLong
    return part
  }

  /// Where in the file some of the bytes stand; an empty range stands before the next byte.
  func source(_ range: Range<Int>) -> Range<Int> {
    if range.isEmpty {
      let place =
        range.lowerBound < starts.count ? starts[range.lowerBound] : ends.last ?? 0
      return place..<place
    }
    return starts[range.lowerBound]..<ends[range.upperBound - 1]
  }

  /// The bytes as parts.
  func parts(_ range: Range<Int>) -> [TargetPart] {
    var parts: [TargetPart] = []
    var literal: [UInt8] = []
    for index in range {
      if bytes[index] == Self.hole {
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = []
        parts.append(.hole(starts[index]..<ends[index]))
      } else {
        literal.append(bytes[index])
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    return parts
  }
}

extension ReferenceScan {
  /// Reads a range of a page as it stands, with template tags as holes and, of HTML's character
  /// references, `&amp;`, `&#38;` and `&#x26;` taken out.
  func text(_ range: Range<Int>, inString: Bool = false) -> TargetText {
    var text = TargetText()
    var index = range.lowerBound
    var nextTag = tags.isEmpty ? 0 : tagIndex(from: index)
    while index < range.upperBound, !text.isTooLong {
      if nextTag < tags.count, tags[nextTag].range.lowerBound <= index {
        let tag = tags[nextTag].range
        nextTag += 1
        if tag.upperBound > index {
          text.appendHole(tag)
          index = tag.upperBound
        }
        continue
      }
      let byte = bytes[index]
      if byte == 0x26, let count = ampersand(at: index) {
        text.append(0x26, index..<(index + count))
        index += count
      } else if inString, byte == 0x24, self.byte(index + 1) == 0x7B,
        let close = first(0x7D, in: index..<range.upperBound)
      {
        text.appendHole(index..<(close + 1))
        index = close + 1
      } else if inString, byte == 0x5C {
        index += 1
      } else {
        text.append(byte, index..<(index + 1))
        index += 1
      }
    }
    steps += index - range.lowerBound
    return text
  }

  private func ampersand(at index: Int) -> Int? {
    if matches("&amp;", at: index) { return 5 }
    if matches("&#38;", at: index) { return 5 }
    return matches("&#x26;", at: index) ? 6 : nil
  }
}
