/// The colour that a terminal says its ground has.
enum GroundColor {
  /// The event of an answer to OSC 11: `ESC ] 11 ; rgb:RRRR/GGGG/BBBB`, with one to four hex digits each
  /// (xterm's ctlseqs, "Operating System Commands"; XParseColor(3)); nil for any other string.
  static func event(of raw: [UInt8]) -> InputEvent? {
    let start = Array("\u{1B}]11;rgb".utf8)
    guard raw.starts(with: start) else { return nil }
    let text = String(decoding: raw[start.count...], as: UTF8.self)
    // Some terminals say `rgba:` and a fourth number.
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let parts = text[text.index(after: colon)...].split(separator: "/")
    guard parts.count >= 3 else { return nil }
    let values = parts.prefix(3).compactMap { part -> Double? in
      guard (1...4).contains(part.utf8.count), let value = Int(part, radix: 16) else { return nil }
      return Double(value) / Double((1 << (4 * part.utf8.count)) - 1)
    }
    guard values.count == 3 else { return nil }
    return .ground(isDark: GroundLuminance.of(values) < 0.18)
  }
}

/// The relative luminance of a colour.
public enum GroundLuminance {
  /// The luminance of red, green and blue from 0 to 1 (WCAG 2.2): 0 for black, 1 for white.
  public static func of(_ values: [Double]) -> Double {
    let linear = values.map { $0 <= 0.04045 ? $0 / 12.92 : power(($0 + 0.055) / 1.055) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  /// A number to the power of 2.4: near enough to tell dark from light without a library of functions.
  private static func power(_ base: Double) -> Double {
    // x^2.4 = x^2 * (x^2)^(1/5), the root by Newton's steps.
    let square = base * base
    guard square > 0 else { return 0 }
    var root = 1.0
    for _ in 0..<40 { root -= (root - square / (root * root * root * root)) / 5 }
    return square * root
  }
}
