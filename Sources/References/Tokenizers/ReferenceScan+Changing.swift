import Values

/// Tells expressions that differ at each request or build from those that follow a file or release.
extension ReferenceScan {
  /// Whether an expression changes each time: it asks for the time or a random number, or names a
  /// variable that the same file gives such a value.
  func changes(_ range: Range<Int>) -> Bool {
    if let source { return source.scan.changes(source.text.source(range)) }
    if asksForTime(range) { return true }
    guard let name = lastName(in: range) else { return false }
    return isSetToTime(slice(name))
  }

  /// The greatest number of variables that are looked up in a file.
  private static let settingsLimit = 32

  private func asksForTime(_ range: Range<Int>) -> Bool {
    let range = range.lowerBound..<min(range.upperBound, range.lowerBound + 512)
    var index = range.lowerBound
    while index < range.upperBound {
      guard bytes[index].isNameByte else {
        index += 1
        continue
      }
      let start = index
      while index < range.upperBound, bytes[index].isNameByte { index += 1 }
      if isChanging(start..<index) { return true }
    }
    return false
  }

  private func isChanging(_ name: Range<Int>) -> Bool {
    let behind = byte(name.upperBound)
    let before = byte(name.lowerBound - 1)
    if behind == UInt8(ascii: "(") {
      for call: StaticString in [
        "time", "date", "now", "random", "utcnow", "today", "uuid4", "uniqid", "rand", "microtime",
        "gettime", "mt_rand", "strftime", "randint", "token_hex",
      ] where equals(name, call) { return true }
    }
    if before == UInt8(ascii: "."), equals(name, "time") {
      return matches("site", at: name.lowerBound - 5)
    }
    if equals(name, "date") { return behind.isSpace && matches("new ", at: name.lowerBound - 4) }
    if equals(name, "now") { return true }
    return equals(name, "timestamp") && before != UInt8(ascii: ".")
  }

  /// The name that an expression ends in, where it is nothing but names and dots.
  private func lastName(in range: Range<Int>) -> Range<Int>? {
    var high = range.upperBound
    while high > range.lowerBound, !bytes[high - 1].isNameByte {
      guard
        bytes[high - 1] == UInt8(ascii: "}") || bytes[high - 1].isSpace
          || bytes[high - 1] == UInt8(ascii: "%")
      else {
        return nil
      }
      high -= 1
    }
    var low = high
    while low > range.lowerBound, bytes[low - 1].isNameByte { low -= 1 }
    return high > low && high - low < 64 && !bytes[low].isDigit ? low..<high : nil
  }

  /// Whether the file says `name = …time…` on a line.
  private func isSetToTime(_ name: [UInt8]) -> Bool {
    if let known = settings[name] { return known }
    guard settings.count < Self.settingsLimit else { return false }
    var answer = false
    var start = 0
    while !answer, let place = firstName(name, from: start) {
      start = place + name.count
      var index = start
      while byte(index) == UInt8(ascii: " ") { index += 1 }
      guard byte(index) == UInt8(ascii: "="), byte(index + 1) != UInt8(ascii: "=") else { continue }
      var end = index
      while end < bytes.count, end < index + 200, !"\n;".utf8.contains(bytes[end]) { end += 1 }
      answer = asksForTime(index..<end)
    }
    settings[name] = answer
    return answer
  }

  func firstName(_ name: [UInt8], from start: Int) -> Int? {
    guard let head = name.first else { return nil }
    var index = start
    while let place = first(head, in: index..<max(index, bytes.count)) {
      let end = place + name.count
      if end <= bytes.count, bytes[place..<end].elementsEqual(name), !byte(place - 1).isNameByte,
        !byte(end).isNameByte
      {
        return place
      }
      index = place + 1
    }
    return nil
  }
}
