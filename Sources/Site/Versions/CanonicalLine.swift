import Glibc

// A line of a versions file as the program writes it, taken apart where it lies.

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// Takes a text off the front, where it stands there.
  mutating func consume(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard count >= length, let base = base.baseAddress,
      memcmp(base + startIndex, text.utf8Start, length) == 0
    else { return false }
    self = self[(startIndex + length)...]
    return true
  }

  /// Whether a text is all there is.
  func isJust(_ text: StaticString) -> Bool {
    var rest = self
    return count == text.utf8CodeUnitCount && rest.consume(text)
  }

  /// Takes a string off the front that has no escape; nil where there is none.
  mutating func plainString() -> Slice<UnsafeBufferPointer<UInt8>>? {
    guard first == UInt8(ascii: "\""), let base = base.baseAddress,
      let quote = memchr(base + startIndex + 1, 0x22, count - 1)
    else { return nil }
    let text = (startIndex + 1)..<(UnsafeRawPointer(quote) - UnsafeRawPointer(base))
    guard UnsafeBufferPointer(start: base + text.lowerBound, count: text.count).hasNoEscape else {
      return nil
    }
    defer { self = self[(text.upperBound + 1)...] }
    return self[text]
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether there is neither a backslash nor a control character; all are looked at, which takes less
  /// time than to stop at the first.
  fileprivate var hasNoEscape: Bool {
    var isOdd: UInt8 = 0
    for byte in self { isOdd |= (byte < 0x20 ? 1 : 0) | (byte == UInt8(ascii: "\\") ? 1 : 0) }
    return isOdd == 0
  }

  /// Whether no segment of a path is empty or begins with a dot, and no byte is zero: it has no flaw then,
  /// which is asked in one step a byte.
  var isPlainPath: Bool {
    var last = UInt8(ascii: "/")
    for byte in self {
      let isDotOrSlash = byte &- 0x2E < 2
      if isDotOrSlash && last == UInt8(ascii: "/") || byte == 0 { return false }
      last = byte
    }
    return last != UInt8(ascii: "/")
  }

  /// Whether the bytes are well-formed UTF-8.
  var isUTF8: Bool {
    allSatisfy { $0 < 0x80 } || String(validating: self, as: UTF8.self) != nil
  }
}
