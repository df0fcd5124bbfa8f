/// The text of a bracketed paste, up to the sequence that ends it.
struct PasteReader: Hashable, Sendable {
  /// The most bytes kept of one paste; the rest is dropped.
  static let limit = 1 << 20

  private static let end: [UInt8] = [
    0x1B, UInt8(ascii: "["), UInt8(ascii: "2"), UInt8(ascii: "0"), UInt8(ascii: "1"),
    UInt8(ascii: "~"),
  ]  // ESC [ 2 0 1 ~
  private var bytes: [UInt8] = []
  private var matched = 0

  /// Takes in a byte; true when the paste is complete.
  mutating func isComplete(with byte: UInt8) -> Bool {
    if byte != PasteReader.end[matched] {
      keep(PasteReader.end.prefix(matched))
      matched = 0
      // Only the first byte of the end can begin it again: ESC occurs nowhere else in it.
      if byte != PasteReader.end[0] {
        keep(CollectionOfOne(byte))
        return false
      }
    }
    matched += 1
    return matched == PasteReader.end.count
  }

  /// What was pasted so far, the beginning of an end that never came included.
  var text: [UInt8] {
    guard matched < PasteReader.end.count else { return bytes }
    return bytes + PasteReader.end.prefix(min(matched, PasteReader.limit - bytes.count))
  }

  private mutating func keep(_ more: some Collection<UInt8>) {
    bytes.append(contentsOf: more.prefix(PasteReader.limit - bytes.count))
  }
}
