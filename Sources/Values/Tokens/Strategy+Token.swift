extension Strategy {
  /// The token that this strategy gives, or nil for ``manual``, where a person must type it.
  ///
  /// - Parameters:
  ///   - digest: the digest of the asset's bytes now.
  ///   - history: the tokens the asset carries and carried.
  ///   - day: the day of the bump.
  ///   - hashLength: the number of hex digits in a hash token, 4 to 64.
  public func token(
    for digest: Digest, history: TokenHistory, on day: CalendarDay, hashLength: Int
  ) -> Token? {
    switch self {
    case .date: history.dateToken(for: digest, on: day)
    case .hash: history.hashToken(for: digest, length: hashLength)
    case .count: history.countToken(for: digest)
    case .manual: nil
    }
  }
}
