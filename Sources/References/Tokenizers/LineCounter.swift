import Values

/// Lines and columns of places in a text that come in order.
struct LineCounter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var line = 1
  private var column = 1
  /// The number of bytes in front of the place told last.
  private(set) var counted = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The line and column of a place that is not before the one asked for last.
  mutating func position(of place: Int) -> TextPosition {
    let part = UnsafeBufferPointer(rebasing: bytes[counted..<max(counted, place)])
    counted += part.count
    let feeds = Self.count(in: part) { $0 == UInt8(ascii: "\n") }
    var start = 0
    if feeds > 0 {
      line += feeds
      column = 1
      start = part.count
      while part[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    }
    let rest = UnsafeBufferPointer(rebasing: part[start...])
    column += Self.count(in: rest) { $0 & 0xC0 != 0x80 }
    return TextPosition(line: line, column: column)
  }

  /// The number of bytes of a kind; of a length that an eight-bit sum holds at a time, so that many bytes
  /// are looked at in one step.
  @inline(__always) private static func count(
    in part: UnsafeBufferPointer<UInt8>, where isCounted: (UInt8) -> Bool
  ) -> Int {
    var count = 0
    var index = 0
    while index < part.count {
      let end = min(part.count, index + 255)
      var sum: UInt8 = 0
      while index < end {
        sum &+= isCounted(part[index]) ? 1 : 0
        index += 1
      }
      count += Int(sum)
    }
    return count
  }
}
