/// Numbers and texts, packed one behind the other.
extension [UInt8] {
  /// Adds a number in groups of seven bits, the lowest first (LEB128).
  mutating func pack(_ number: Int) {
    var rest = UInt(bitPattern: number)
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// Adds a range, by its start and length.
  mutating func pack(_ range: Range<Int>) {
    pack(range.lowerBound)
    pack(range.count)
  }

  /// Adds a text, with its length in front.
  mutating func pack(_ text: some Collection<UInt8>) {
    pack(text.count)
    append(contentsOf: text)
  }
}

/// Reads what is packed, in the order in which it was.
struct PackedReader {
  private let bytes: [UInt8]
  private(set) var place: Int

  init(_ bytes: [UInt8], from place: Int) {
    self.bytes = bytes
    self.place = place
  }

  mutating func number() -> Int {
    var number: UInt = 0
    var shift: UInt = 0
    while true {
      let byte = bytes[place]
      place += 1
      number |= UInt(byte & 0x7F) << shift
      if byte < 0x80 { return Int(bitPattern: number) }
      shift += 7
    }
  }

  mutating func range() -> Range<Int> {
    let start = number()
    return start..<(start + number())
  }

  mutating func text() -> [UInt8] {
    Array(slice(number()))
  }

  /// The next so many bytes.
  mutating func slice(_ count: Int) -> ArraySlice<UInt8> {
    defer { place += count }
    return bytes[place..<(place + count)]
  }
}
