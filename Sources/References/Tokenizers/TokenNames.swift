import Values

/// The names that tokens go by in real projects, and the values that they have.
enum TokenNames {
  /// Whether a parameter versions its file: a usual name, and a value that looks like a version.
  ///
  /// All others are the application's own: a script reads `lang=en` out of its URL.
  static func isVersion(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Bool {
    guard let digits = digits(of: name) else { return false }
    // A version that is still to be put in.
    if value.isEmpty { return digits == 1 }
    return looksLikeVersion(value, digits: digits)
  }

  /// Whether it is one of the usual names.
  static func contains(_ name: ArraySlice<UInt8>) -> Bool { digits(of: name) != nil }

  /// The least number of digits that a number has behind a name; nil for a name that is not usual.
  private static func digits(of name: ArraySlice<UInt8>) -> Int? {
    if names.contains(name) { return 1 }
    if shortNames.contains(name) { return 4 }
    return name.count == 1 && name.first == UInt8(ascii: "h") ? 8 : nil
  }

  /// Whether a value looks like a version: a number, a dotted or dated one, a hash, words with a digit.
  ///
  /// - Parameter least: the least number of digits that a number has; with more than one of them words
  ///   are none.
  static func looksLikeVersion(_ value: ArraySlice<UInt8>, digits least: Int = 1) -> Bool {
    var digits = 0
    var isHex = true
    for byte in value {
      if byte.isDigit { digits += 1 }
      if byte.hexValue == nil { isHex = false }
    }
    if isHex, value.count >= (least == 1 ? 6 : 8) {
      return least == 1 || digits == value.count || digits > 0
    }
    guard least > 1 else { return digits > 0 }
    let leading = value.prefix { $0.isDigit }.count
    guard leading >= least else { return false }
    return leading == value.count || "-._:T".utf8.contains(value[value.startIndex + leading])
  }

  private static let names = WordSet([
    "v", "ver", "vers", "version", "rev", "revision", "hash", "_hash", "_", "_v", "build", "cb",
    "vsn", "cachebust", "cachebuster", "bust", "md5", "sha", "sha1", "sha256", "digest", "checksum",
    "fingerprint", "release",
  ])

  /// Names that other things go by as well: a time, a question, a quality, a size.
  private static let shortNames = WordSet([
    "t", "ts", "q", "d", "cache", "nocache", "timestamp", "time", "rand", "date", "mtime", "_t",
  ])
}
