/// A set of ASCII words of 16 bytes at most, looked up in bytes without making anything.
///
/// Words of one length lie side by side, each as two numbers, so that a look-up compares a few numbers.
package struct WordSet: Sendable {
  /// For each length up to the longest the words of that length.
  private let words: [[Word]]

  /// The bytes of a word, the first one highest.
  private typealias Word = SIMD2<UInt64>

  /// The greatest length of a word, in bytes.
  private static let longest = 16

  package init(_ all: [String]) {
    var words = [[Word]](repeating: [], count: Self.longest + 1)
    for word in all {
      var word = word
      word.withUTF8 { words[$0.count].append(Self.word($0, lowering: false)) }
    }
    self.words = words
  }

  /// Whether bytes are one of the words.
  ///
  /// - Parameter lowering: whether ASCII letters count in any case; the words are in lower case.
  package func contains(_ bytes: UnsafeBufferPointer<UInt8>, lowering: Bool = false) -> Bool {
    guard bytes.count <= Self.longest, !words[bytes.count].isEmpty else { return false }
    let wanted = Self.word(bytes, lowering: lowering)
    for word in words[bytes.count] where word == wanted { return true }
    return false
  }

  /// Whether bytes are one of the words.
  package func contains(_ bytes: ArraySlice<UInt8>, lowering: Bool = false) -> Bool {
    bytes.withUnsafeBufferPointer { contains($0, lowering: lowering) }
  }

  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, lowering: Bool) -> Word {
    var word = Word()
    for index in 0..<bytes.count {
      let byte = lowering ? bytes[index].lowered : bytes[index]
      word.x = word.x << 8 | word.y >> 56
      word.y = word.y << 8 | UInt64(byte)
    }
    return word
  }
}
