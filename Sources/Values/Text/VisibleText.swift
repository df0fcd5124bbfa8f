/// Text from disk, made safe to show: each byte and scalar that a terminal could act on, hide, or
/// draw in another width than counted is written out (`\x1b`, `\xff`, `\u{202E}`).
///
/// The backslash itself stays as it is, so that ordinary names read as they are; what is shown is for
/// people, never for parsing back.
public enum VisibleText {
  /// The visible form of a path.
  public static func of(_ path: BytePath) -> String {
    of(path.bytes)
  }

  /// The visible form of a text.
  public static func of(_ text: String) -> String {
    of(Array(text.utf8))
  }

  /// The visible form of bytes that may be UTF-8; bytes that are not become `\xNN` each.
  public static func of(_ bytes: some Collection<UInt8>) -> String {
    // In memory as they lie: the code for any collection is not specialized in other modules.
    let plain = bytes.withContiguousStorageIfAvailable { bytes in
      isPlain(bytes) ? String(decoding: bytes, as: UTF8.self) : nil
    }
    if let plain = plain ?? nil { return plain }
    return text(of: bytes, hiding: isHidden)
  }

  /// Whether bytes are their own visible form: printable ASCII.
  package static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // Without a way out in between, so that many bytes are looked at in one step.
    var isOdd: UInt8 = 0
    for byte in bytes { isOdd |= byte &- UInt8(ascii: " ") > UInt8(ascii: "^") ? 1 : 0 }
    return isOdd == 0
  }

  /// The text of bytes as they are, only those that are not UTF-8 written out as `\\xNN`: for JSON,
  /// which escapes what else needs it.
  public static func escapingBadBytes(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return text(of: bytes) { _ in false }
  }

  /// Whether a scalar is written out instead of shown.
  ///
  /// Controls (Cc), format characters (Cf: bidirectional overrides, zero-width space and joiner, byte
  /// order mark, tags), line and paragraph separators, surrogates, private use and unassigned scalars,
  /// variation selectors, the combining enclosing keycap and emoji modifiers: terminals act on them,
  /// hide them, or disagree on their width.
  public static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return !(0x20...0x7E).contains(scalar.value) }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      return true
    default: break
    }
    // Terminals know the scalars of their own version only; these are the ones that ours count.
    if let age = scalar.properties.age, age.major > newestVersion { return true }
    switch scalar.value {
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: return true  // variation selectors
    case 0x20E3, 0x1F3FB...0x1F3FF: return true  // keycap, skin tones
    case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x034F, 0x17B4, 0x17B5, 0x2800:  // blank letters
      return true
    default: return false
    }
  }

  /// The newest version of Unicode whose scalars are shown: that of Debian 12's C library.
  static let newestVersion = 14

  /// The first scalar of well-formed UTF-8 and the number of its bytes, or nil (Unicode 15, table 3-7).
  package static func leadingScalar(of bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
    guard let first = bytes.first else { return nil }
    let length: Int
    switch first {
    case 0x00...0x7F: return (Unicode.Scalar(first), 1)
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return nil
    }
    guard let text = String(validating: bytes.prefix(length), as: UTF8.self),
      text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first
    else { return nil }
    return (scalar, length)
  }

  private static func text(
    of bytes: some Collection<UInt8>, hiding isHidden: (Unicode.Scalar) -> Bool
  ) -> String {
    var shown = String.UnicodeScalarView()
    var rest = Array(bytes)[...]
    while let first = rest.first {
      if let (scalar, length) = leadingScalar(of: rest) {
        if isHidden(scalar) {
          shown.append(contentsOf: written(scalar).unicodeScalars)
        } else {
          shown.append(scalar)
        }
        rest = rest.dropFirst(length)
      } else {
        shown.append(contentsOf: "\\x\(hex(UInt32(first), width: 2))".unicodeScalars)
        rest = rest.dropFirst()
      }
    }
    return String(shown)
  }

  private static func written(_ scalar: Unicode.Scalar) -> String {
    scalar.value < 0x80
      ? "\\x\(hex(scalar.value, width: 2))"
      : "\\u{\(hex(scalar.value, width: 4).uppercased())}"
  }

  private static func hex(_ value: UInt32, width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension VisibleText {
  /// A text between quotes, safe to show, a long one cut.
  package static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let cut = String(String.UnicodeScalarView(scalars.prefix(60)))
    return "\"\(VisibleText.of(cut))\(scalars.count > 60 ? "…" : "")\""
  }
}
