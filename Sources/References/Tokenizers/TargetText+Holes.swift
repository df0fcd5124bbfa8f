/// Placeholders as holes.
extension TargetText {
  /// The text with `{{…}}` as holes, which scripts fill in.
  func withPlaceholdersAsHoles() -> TargetText {
    guard let open = bytes.firstIndex(of: UInt8(ascii: "{")), open + 1 < bytes.count,
      bytes[open + 1] == UInt8(ascii: "{"),
      let close = bytes[open...].firstIndex(of: UInt8(ascii: "}")), close + 1 < bytes.count
    else { return self }
    var text = self[0..<open]
    text.appendHole(place(of: open).lowerBound..<place(of: close + 1).upperBound)
    return text.appending(self[(close + 2)..<bytes.count].withPlaceholdersAsHoles())
  }

  /// The text with `{…}` as holes.
  func withBracesAsHoles() -> TargetText {
    var text = TargetText()
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "{"),
        let close = bytes[index...].firstIndex(of: UInt8(ascii: "}"))
      {
        text.appendHole(place(of: index).lowerBound..<place(of: close).upperBound)
        index = close + 1
      } else if bytes[index] == Self.hole {
        text.appendHole(place(of: index))
        index += 1
      } else {
        text.append(bytes[index], place(of: index))
        index += 1
      }
    }
    return text
  }

  /// The text without line feeds, returns and tabs, which browsers take out of URLs (WHATWG URL, section
  /// 4.4, "remove all ASCII tab or newline").
  func withoutLineFeeds() -> TargetText {
    func isTaken(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
    }
    guard bytes.contains(where: isTaken) else { return self }
    var text = TargetText()
    for (index, byte) in bytes.enumerated() where !isTaken(byte) {
      if byte == Self.hole {
        text.appendHole(place(of: index))
      } else {
        text.append(byte, place(of: index))
      }
    }
    return text
  }

  /// The strings of the JSON that the text is, with their escapes taken out.
  func strings() -> [TargetText] {
    var strings: [TargetText] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      index += 1
      var text = TargetText()
      while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
        if bytes[index] == Self.hole {
          text.appendHole(place(of: index))
          index += 1
        } else if bytes[index] == UInt8(ascii: "\\") {
          let escape = bytes.withUnsafeBufferPointer {
            StringEscape($0, at: index, before: bytes.count)
          }
          if let scalar = escape.scalar { text.append(scalar: scalar, source(index..<escape.end)) }
          index = max(escape.end, index + 1)
        } else {
          text.append(bytes[index], place(of: index))
          index += 1
        }
      }
      index += 1
      strings.append(text)
    }
    return strings
  }
}
