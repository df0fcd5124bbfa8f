/// The SHA-256 of an asset's bytes as they lie on disk (FIPS 180-4).
public struct Digest: BitwiseCopyable, Hashable, Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// Makes a digest of its 32 bytes, or nil where there are more or fewer.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Digest.byteCount else { return nil }
    // In memory as they lie: the code for any collection is not specialized in other modules.
    let bytes = Array(bytes)
    self.init { words in
      words.update(from: bytes, count: Digest.byteCount)
    }
  }

  /// Reads 64 lower-case hex digits, or gives nil.
  public init?(hex: some Collection<UInt8>) {
    guard hex.count == 2 * Digest.byteCount else { return nil }
    let words = hex.withContiguousStorageIfAvailable { Digest.words(ofHex: $0) }
    guard let words = words ?? Array(hex).withUnsafeBufferPointer({ Digest.words(ofHex: $0) })
    else { return nil }
    self.words = words
  }

  /// The words that 64 hex digits tell; nil where one is none.
  private static func words(
    ofHex digits: UnsafeBufferPointer<UInt8>
  ) -> (UInt64, UInt64, UInt64, UInt64)? {
    // A value over 15 stands for no digit, and shows in the sum of all.
    var all: UInt8 = 0
    func word(at start: Int) -> UInt64 {
      var word: UInt64 = 0
      for digit in digits[start..<start + 16] {
        let value = Digest.value(ofHexDigit: digit)
        all |= value
        word = word << 4 | UInt64(value & 15)
      }
      return word
    }
    let words = (word(at: 0), word(at: 16), word(at: 32), word(at: 48))
    return all < 16 ? words : nil
  }

  /// The value of a hex digit in lower case; 255 for any other byte.
  private static func value(ofHexDigit digit: UInt8) -> UInt8 {
    let decimal = digit &- UInt8(ascii: "0")
    if decimal < 10 { return decimal }
    let letter = digit &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : 255
  }

  /// Makes a digest of the 32 bytes that a function writes.
  package init(filledBy write: (UnsafeMutablePointer<UInt8>) -> Void) {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &words) { bytes in
      bytes.withMemoryRebound(to: UInt8.self) { bytes in
        if let start = bytes.baseAddress { write(start) }
      }
    }
    self.words = (
      UInt64(bigEndian: words.0), UInt64(bigEndian: words.1),
      UInt64(bigEndian: words.2), UInt64(bigEndian: words.3)
    )
  }

  /// The 64 lower-case hex digits, as `sha256sum` prints them.
  public var hex: String {
    String(decoding: hexBytes, as: UTF8.self)
  }

  /// The 64 lower-case hex digits as ASCII bytes.
  public var hexBytes: [UInt8] {
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * Digest.byteCount)
    for word in [words.0, words.1, words.2, words.3] {
      for shift in stride(from: 60, through: 0, by: -4) {
        let value = UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15
        digits.append(value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10)
      }
    }
    return digits
  }

  /// The 32 bytes.
  package var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
  }

  /// Whether a text, not an empty one, is the first of the 64 lower-case hex digits.
  package func hasPrefix(_ text: String) -> Bool {
    var index = 0
    for digit in text.utf8 {
      guard index < 2 * Digest.byteCount, digit == self.digit(index) else { return false }
      index += 1
    }
    return index > 0
  }

  private func digit(_ index: Int) -> UInt8 {
    let word =
      switch index / 16 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    let value = UInt8(truncatingIfNeeded: word >> UInt64(60 - index % 16 * 4)) & 15
    return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  /// The number of bytes in a digest.
  public static let byteCount = 32

  /// Compares the 32 bytes.
  public static func == (left: Digest, right: Digest) -> Bool {
    left.words == right.words
  }

  /// Hashes the first bytes, which are as good as random.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}
