/// Text as bytes, piece by piece: for what is printed by the thousand, where a `String` a piece would
/// take most of the time.
extension [UInt8] {
  /// Adds a text of the program's own.
  mutating func add(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Adds a text.
  package mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { append(contentsOf: $0) }
  }

  /// Adds a number's decimal digits.
  package mutating func add(_ number: Int) {
    guard number >= 10 else {
      if number < 0 { add(String(number)) } else { append(UInt8(ascii: "0") + UInt8(number)) }
      return
    }
    var unit = 10
    while number / unit >= 10 { unit *= 10 }
    while unit > 0 {
      append(UInt8(ascii: "0") + UInt8(number / unit % 10))
      unit /= 10
    }
  }

  /// Adds the visible form of bytes from disk, as ``VisibleText`` has it.
  package mutating func add(visible bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { add(visible: $0) }
  }

  /// Adds the visible form of bytes from disk.
  package mutating func add(visible bytes: UnsafeBufferPointer<UInt8>) {
    if VisibleText.isPlain(bytes) {
      append(contentsOf: bytes)
    } else {
      add(VisibleText.of(bytes))
    }
  }
}
