import Values

/// Percent-encoding as Werkzeug prints it.
package enum PercentEncoding {
  /// Encodes a path below a root: what the profile does not keep becomes `%XX`, upper case.
  package static func path(_ bytes: some Sequence<UInt8>, as profile: WerkzeugProfile = .since23)
    -> String
  {
    encode(bytes, keeping: profile.path, space: "%20")
  }

  /// Encodes a key or value of a query: a space becomes `+`, what the profile does not keep `%XX`.
  static func query(_ bytes: some Sequence<UInt8>, as profile: WerkzeugProfile = .since23) -> String
  {
    encode(bytes, keeping: profile.query, space: "+")
  }

  /// Encodes the path of a URL prefix; `%XX` in it is encoded already and stays.
  static func prefix(_ text: Substring, as profile: WerkzeugProfile) -> String {
    let parts = text.split(separator: "%", omittingEmptySubsequences: false)
    let encoded = parts.enumerated().map { index, part in
      let isEscape = index > 0 && HexText.bytes(String(part.prefix(2)))?.count == 1
      return (index == 0 ? "" : isEscape ? "%" : "%25")
        + encode(part.utf8, keeping: profile.prefix, space: "%20")
    }
    return encoded.joined()
  }

  /// The bytes behind a text in which `%XX` stands for some; a `%` without two hex digits is itself.
  package static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"),
        let pair = HexText.bytes(String(decoding: rest.prefix(2), as: UTF8.self)),
        pair.count == 1
      {
        bytes += pair
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  private static func encode(
    _ bytes: some Sequence<UInt8>, keeping kept: Set<UInt8>, space: String
  ) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        text.append(byte)
      case UInt8(ascii: " "): text.append(contentsOf: space.utf8)
      case _ where kept.contains(byte): text.append(byte)
      default: text.append(contentsOf: [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 15)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
