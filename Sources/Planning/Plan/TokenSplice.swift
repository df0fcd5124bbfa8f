import References
import Values

/// A new token in place of the one that stands in a file.
struct TokenSplice {
  /// The bytes that go.
  let range: Range<Int>
  /// The bytes that come.
  let text: [UInt8]

  /// Puts a token where a reference has one; nil where the file's bytes are not those that the
  /// reference was read from.
  ///
  /// A number that stands as an argument without quotes gets the quotes of the path where the token is
  /// no number: `v=5` becomes `v='3f2a91c0'`.
  init?(_ token: Token, for reference: Reference, in bytes: [UInt8]) {
    guard reference.token.isClear, let range = reference.token.range,
      range.upperBound <= bytes.count,
      bytes[range].elementsEqual(reference.token.text),
      reference.targetRange.upperBound <= bytes.count,
      bytes[reference.targetRange].elementsEqual(reference.target)
    else { return nil }
    self.range = range
    let text = Array(token.text.utf8)
    let before = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : 0
    guard reference.hasTokenArgument, !before.isQuote, !token.isNumber else {
      self.text = text
      return
    }
    let start = reference.targetRange.lowerBound
    let quote = start > 0 && bytes[start - 1].isQuote ? bytes[start - 1] : UInt8(ascii: "'")
    self.text = [quote] + text + [quote]
  }

  /// A file's bytes with others in place of some; splices come in order and do not overlap.
  static func apply(_ splices: [TokenSplice], to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16 * splices.count)
    var end = 0
    for splice in splices {
      result += bytes[end..<splice.range.lowerBound]
      result += splice.text
      end = splice.range.upperBound
    }
    result += bytes[end...]
    return result
  }
}

extension Token {
  /// Whether the token is a number as languages write one: digits, no zero in front.
  fileprivate var isNumber: Bool {
    text.utf8.allSatisfy(\.isDigit)
      && (text.utf8.first != UInt8(ascii: "0") || text.utf8.count == 1)
  }
}

extension TokenSplice {
  /// Puts bytes in place of others.
  init(replacing range: Range<Int>, by text: [UInt8]) {
    self.range = range
    self.text = text
  }

  /// Leaves bytes out.
  init(blanking range: Range<Int>) {
    self.init(replacing: range, by: [])
  }

  /// Puts a token where there is none; nil leaves the token itself out.
  init(_ token: Token?, at addition: TokenAddition) {
    range = addition.place..<addition.place
    text = addition.before + Array((token?.text ?? "").utf8) + addition.after
  }
}
