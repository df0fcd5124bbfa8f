/// The tokens that an asset carries and carried, each with the bytes it stood for.
///
/// The rule that everything rests on: a URL that a browser may hold never gets other bytes. So a
/// token that stood for some bytes is not given again for others, by any strategy.
public struct TokenHistory: Sendable {
  private let entries: [PreviousToken]

  /// The history that a record holds; empty without one.
  public init(_ record: Record?) {
    guard let record else {
      entries = []
      return
    }
    entries = [PreviousToken(token: record.token, digest: record.digest)] + record.previous
  }

  /// Whether a token stood for other bytes than those with this digest.
  public func stoodForOtherBytes(_ token: Token, than digest: Digest) -> Bool {
    entries.contains { $0.token == token && $0.digest != digest }
  }

  /// The next date token: the day; or the token of that day that stood for these bytes already;
  /// or, where the day was used for others, the day with the next number behind it.
  func dateToken(for digest: Digest, on day: CalendarDay) -> Token {
    let ofDay = entries.compactMap { entry in
      TokenHistory.number(of: entry.token, on: day).map { (entry: entry, number: $0) }
    }
    if let same = ofDay.first(where: { $0.entry.digest == digest }) { return same.entry.token }
    // One past the greatest number, not the first gap: a gap may be a token that was forgotten.
    var number = (ofDay.map(\.number).max() ?? 0) + 1
    while true {
      let token = Token(trusted: number == 1 ? day.compact : "\(day.compact)-\(number)")
      if !stoodForOtherBytes(token, than: digest) { return token }
      number += 1
    }
  }

  /// The next hash token: the first hex digits of the digest, more of them where those stood for
  /// other bytes.
  func hashToken(for digest: Digest, length: Int) -> Token {
    let hex = digest.hex
    for count in length...Token.longest {
      let token = Token(trusted: String(hex.prefix(count)))
      if !stoodForOtherBytes(token, than: digest) { return token }
    }
    // Only a person who typed the digest of other bytes as a token gets here.
    var number = 2
    while true {
      let token = Token(trusted: "\(hex.prefix(length))-\(number)")
      if !stoodForOtherBytes(token, than: digest) { return token }
      number += 1
    }
  }

  /// The next number: one past the greatest that the asset had, 1 where it had none; or the number that
  /// stood for these bytes already.
  func countToken(for digest: Digest) -> Token {
    let numbered = entries.compactMap { entry in
      entry.token.number.map { (entry: entry, number: $0) }
    }
    if let same = numbered.first(where: { $0.entry.digest == digest }) { return same.entry.token }
    var number = (numbered.map(\.number).max() ?? 0) + 1
    while true {
      let token = Token(trusted: "\(number)")
      if !stoodForOtherBytes(token, than: digest) { return token }
      number += 1
    }
  }

  /// 1 for `20240601`, n for `20240601-n` with n of 2 to 9 digits at most; nil for any other text.
  private static func number(of token: Token, on day: CalendarDay) -> Int? {
    guard token.text.hasPrefix(day.compact) else { return nil }
    let rest = token.text.dropFirst(day.compact.count)
    if rest.isEmpty { return 1 }
    guard rest.first == "-", let number = Int(rest.dropFirst()),
      number >= 2, number <= 999_999_999, rest.dropFirst().first != "+",
      rest.dropFirst().first != "0"
    else { return nil }
    return number
  }
}

extension Token {
  /// The whole number that the token is, `12`; nil of any other text.
  ///
  /// A number has at most seven digits and no zero before it, so that no date or digest counts as one.
  package var number: Int? {
    guard text.utf8.count <= 7, text.utf8.first != UInt8(ascii: "0"),
      text.utf8.allSatisfy({ $0.isDigit })
    else { return nil }
    return Int(text)
  }
}
