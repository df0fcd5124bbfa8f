/// The SHA-256 of an asset's bytes as they lie on disk (FIPS 180-4).
public struct Digest: Hashable, Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// Makes a digest of its 32 bytes, or nil where there are more or fewer.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Digest.byteCount else { return nil }
    var words = [UInt64](repeating: 0, count: 4)
    for (index, byte) in bytes.enumerated() {
      words[index / 8] = words[index / 8] << 8 | UInt64(byte)
    }
    self.words = (words[0], words[1], words[2], words[3])
  }

  /// Reads 64 lower-case hex digits, or gives nil.
  public init?(hex: some Collection<UInt8>) {
    guard hex.count == 2 * Digest.byteCount else { return nil }
    var words = [UInt64](repeating: 0, count: 4)
    for (index, digit) in hex.enumerated() {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x61...0x66: value = digit - 0x61 + 10
      default: return nil
      }
      words[index / 16] = words[index / 16] << 4 | UInt64(value)
    }
    self.words = (words[0], words[1], words[2], words[3])
  }

  /// Makes a digest of the 32 bytes that a function writes.
  init(filledBy write: (UnsafeMutablePointer<UInt8>) -> Void) {
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
        digits.append(value < 10 ? 0x30 + value : 0x61 + value - 10)
      }
    }
    return digits
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
