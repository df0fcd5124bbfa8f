/// A character reference of HTML, `&amp;` (WHATWG HTML, section 13.2.5.72), as attributes hold it.
struct CharacterReference {
  /// The character.
  let scalar: UInt32
  /// A second one, which few names have.
  let second: UInt32?
  /// The number of bytes that it takes.
  let count: Int

  /// Reads the reference that begins at an `&`; nil where it is only that.
  ///
  /// - Parameter end: where the text that it stands in ends.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, before end: Int) {
    let index = start + 1
    guard index < end else { return nil }
    if bytes[index] == UInt8(ascii: "#") {
      guard let (value, count) = Self.number(bytes, from: index + 1, before: end) else {
        return nil
      }
      (scalar, second, self.count) = (value, nil, count + 2)
      return
    }
    var close = index
    while close < end, close - start <= Self.longest, bytes[close].isLetter || bytes[close].isDigit
    {
      close += 1
    }
    let name = UnsafeBufferPointer(rebasing: bytes[index..<close])
    let isClosed = close < end && bytes[close] == UInt8(ascii: ";")
    // Without its semicolon it is one only where no name or value goes on.
    guard isClosed || !(close < end && bytes[close] == UInt8(ascii: "=")),
      let scalars = Self.scalars(name, isClosed: isClosed)
    else { return nil }
    (scalar, second) = scalars
    count = close - start + (isClosed ? 1 : 0)
  }

  /// Reads `#38;` or `#x26;` on from behind the `#`.
  private static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, before end: Int
  ) -> (value: UInt32, count: Int)? {
    var index = start
    let isHex = index < end && bytes[index].lowered == UInt8(ascii: "x")
    if isHex { index += 1 }
    let digits = index
    var value: UInt32 = 0
    while index < end, let digit = bytes[index].hexValue, isHex || digit < 10 {
      value = min(0x11_0000, value * (isHex ? 16 : 10) + UInt32(digit))
      index += 1
    }
    guard index > digits else { return nil }
    if index < end, bytes[index] == UInt8(ascii: ";") { index += 1 }
    // What is no character is replaced, and what Windows has there is taken for what it means.
    if (0x80...0x9F).contains(value) { value = windows[Int(value) - 0x80] }
    if value == 0 || Unicode.Scalar(value) == nil { value = 0xFFFD }
    return (value, index - start)
  }

  /// The greatest length of a name.
  private static let longest = 32

  /// The characters of code page 1252 from 0x80 on.
  private static let windows: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  private static func scalars(
    _ name: UnsafeBufferPointer<UInt8>, isClosed: Bool
  ) -> (UInt32, UInt32?)? {
    // The commonest by far.
    if name.count == 3, name.elementsEqual("amp".utf8) { return (UInt32(UInt8(ascii: "&")), nil) }
    guard let known = names[String(decoding: name, as: UTF8.self)] else { return nil }
    return isClosed || known.isOpen ? (known.scalar, known.second) : nil
  }

  private static let names: [String: (scalar: UInt32, second: UInt32?, isOpen: Bool)] = {
    let open = Set(openNames.split(separator: " "))
    var names: [String: (scalar: UInt32, second: UInt32?, isOpen: Bool)] = [:]
    for word in closedNames.split(separator: " ") {
      let parts = word.split(separator: ":")
      let scalars = parts[1].split(separator: "+").compactMap { UInt32($0, radix: 16) }
      names[String(parts[0])] = (
        scalars[0], scalars.count > 1 ? scalars[1] : nil, open.contains(parts[0])
      )
    }
    return names
  }()
}
