/// Texts of pages and strings as URLs.
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
        let end = nextTag < tags.count ? tags[nextTag].range.lowerBound : range.upperBound
        let plain = plainEnd(index + 1, before: min(end, range.upperBound), inString: inString)
        text.append(bytes, index..<plain)
        index = plain
      }
    }
    steps += index - range.lowerBound
    return text
  }

  /// The end of the bytes from a place on that stand for themselves.
  private func plainEnd(_ start: Int, before end: Int, inString: Bool) -> Int {
    var index = start
    while index < end {
      let byte = bytes[index]
      if byte == 0x26 || inString && (byte == 0x24 || byte == 0x5C) { return index }
      index += 1
    }
    return index
  }

  private func ampersand(at index: Int) -> Int? {
    if matches("&amp;", at: index) { return 5 }
    if matches("&#38;", at: index) { return 5 }
    return matches("&#x26;", at: index) ? 6 : nil
  }
}
