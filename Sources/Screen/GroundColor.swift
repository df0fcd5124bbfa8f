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
