/// The SHA-256 of an asset's bytes as they lie on disk (FIPS 180-4).
public struct Digest: BitwiseCopyable, Hashable, Sendable {
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
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    var count = 0
    for digit in hex {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x61...0x66: value = digit - 0x61 + 10
      default: return nil
      }
      words.3 = words.3 << 4 | UInt64(value)
      count += 1
      if count.isMultiple(of: 16) && count < 64 {
        words = (words.1, words.2, words.3, 0)
      }
    }
    self.words = words
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

  /// The 32 bytes.
  var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
  }

  /// Whether a text, not an empty one, is the first of the 64 lower-case hex digits.
  func hasPrefix(_ text: String) -> Bool {
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
    return value < 10 ? 0x30 + value : 0x61 + value - 10
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
