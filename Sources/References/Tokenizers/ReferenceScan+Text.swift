/// Texts of pages and strings as URLs.
extension ReferenceScan {
  /// Reads a range of a page as it stands, with template tags as holes and HTML's character
  /// references, in a string also escapes, taken out.
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
      if byte == UInt8(ascii: "&"),
        let reference = CharacterReference(bytes, at: index, before: range.upperBound)
      {
        let place = index..<(index + reference.count)
        text.append(scalar: reference.scalar, place)
        if let second = reference.second { text.append(scalar: second, place) }
        index += reference.count
      } else if inString, byte == UInt8(ascii: "$"), self.byte(index + 1) == UInt8(ascii: "{"),
        let close = first(UInt8(ascii: "}"), in: index..<range.upperBound)
      {
        text.appendHole(index..<(close + 1))
        index = close + 1
      } else if inString, byte == UInt8(ascii: "\\") {
        let escape = StringEscape(bytes, at: index, before: range.upperBound)
        if let scalar = escape.scalar { text.append(scalar: scalar, index..<escape.end) }
        index = escape.end
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
      if byte == UInt8(ascii: "&")
        || inString && (byte == UInt8(ascii: "$") || byte == UInt8(ascii: "\\"))
      {
        return index
      }
      index += 1
    }
    return index
  }
}
