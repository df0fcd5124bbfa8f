/// Bytes read as numbers; what lies beyond the end is nil, never a trap.
struct ByteReader {
  /// The bytes.
  let bytes: ArraySlice<UInt8>

  /// Reads from bytes.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  /// The number of bytes.
  var count: Int { bytes.count }

  /// The byte at an offset.
  func byte(_ offset: Int) -> UInt8? {
    offset >= 0 && offset < count ? bytes[bytes.startIndex + offset] : nil
  }

  /// The number that a few bytes make, the greatest byte first.
  func bigEndian(_ offset: Int, bytes width: Int) -> Int? {
    number(offset, width) { $0 }
  }

  /// The number that a few bytes make, the least byte first.
  func littleEndian(_ offset: Int, bytes width: Int) -> Int? {
    number(offset, width) { width - 1 - $0 }
  }

  /// Whether a text stands at an offset.
  func holds(_ text: StaticString, at offset: Int) -> Bool {
    guard offset >= 0, offset <= count - text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { bytes[(bytes.startIndex + offset)...].starts(with: $0) }
  }

  /// The bytes of a range, cut where they end; empty where the range starts beyond.
  func slice(_ range: Range<Int>) -> ByteReader {
    let range = range.clamped(to: 0..<count)
    return ByteReader(
      bytes[(bytes.startIndex + range.lowerBound)..<(bytes.startIndex + range.upperBound)])
  }

  /// The bytes from an offset on; none where it lies beyond the end.
  func from(_ offset: Int) -> ByteReader {
    ByteReader(bytes.dropFirst(offset))
  }

  private func number(_ offset: Int, _ width: Int, _ place: (Int) -> Int) -> Int? {
    guard offset >= 0, offset <= count - width else { return nil }
    return (0..<width).reduce(0) { $0 << 8 | Int(bytes[bytes.startIndex + offset + place($1)]) }
  }
}
