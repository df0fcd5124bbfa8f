import Values

/// JSON: strings, and of a web manifest the URLs of its images (Web Application Manifest, section 1).
extension ReferenceScan {
  /// Reads JSON; what is no JSON is passed over.
  func scanJSON(_ range: Range<Int>, isManifest: Bool) {
    var index = range.lowerBound
    var key: Range<Int>?
    let end = range.upperBound
    while let quote = first(0x22, in: index..<end) {
      if !bytes[index..<quote].allSatisfy({ $0.isSpace || $0 == 0x3A }) { key = nil }
      var text = TargetText()
      let start = quote + 1
      index = start
      while index < end, bytes[index] != 0x22 { takeJSONCharacter(&index, end, into: &text) }
      index = min(index, end)
      let string = start..<index
      guard index < end else { break }
      index += 1
      var next = index
      while next < end, bytes[next].isSpace { next += 1 }
      if next < end, bytes[next] == 0x3A {
        key = string
        index = next + 1
        continue
      }
      if isManifest, let key, equals(key, "src") {
        add(text, URLUse(form: .json, isCertain: true))
      } else if rules.prefixes.contains(where: { text.bytes.starts(with: $0) }) {
        addString(text, .json)
      }
      key = nil
    }
    steps += range.count
  }

  private func takeJSONCharacter(_ index: inout Int, _ end: Int, into text: inout TargetText) {
    let start = index
    guard bytes[index] == 0x5C, index + 1 < end else {
      index += 1
      text.append(bytes[start], start..<index)
      return
    }
    let escaped = bytes[index + 1]
    index += 2
    guard escaped == 0x75 else {
      text.append(escaped, start..<index)
      return
    }
    var value: UInt32 = 0
    var digits = 0
    while digits < 4, index < end, let digit = bytes[index].hexValue {
      value = value << 4 | UInt32(digit)
      index += 1
      digits += 1
    }
    for byte in String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8 {
      text.append(byte, start..<index)
    }
  }
}
