import Values

extension UnclearParameter {
  /// Takes a parameter whose value looks like a version in some way; nil for any other.
  init?(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
    guard !name.isEmpty, name.allSatisfy(Self.isUnreserved), !TokenNames.contains(name),
      TokenText.isWellFormed(value), TokenNames.looksLikeVersion(value)
    else { return nil }
    self.init(known: Array(name), Array(value))
  }

  /// The likeliest of some to be the version of a URL: the first plain one, else the first.
  static func likeliest(_ all: some Sequence<UnclearParameter>) -> UnclearParameter? {
    var first: UnclearParameter?
    for parameter in all {
      if parameter.isPlain { return parameter }
      first = first ?? parameter
    }
    return first
  }

  /// Unreserved characters of RFC 3986, section 2.3, as the settings have them.
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || "-._~".utf8.contains(byte)
  }
}
