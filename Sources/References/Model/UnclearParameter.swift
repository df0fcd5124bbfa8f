import Values

/// A parameter of a URL that may carry its file's version, though its name is none of the usual and no
/// settings name it: it counts as the application's own.
public struct UnclearParameter: Hashable, Sendable {
  /// The parameter's or keyword's name.
  public var name: [UInt8]
  /// The value as it is meant.
  public var value: [UInt8]

  /// Whether the value is the next number after another's.
  public func follows(_ other: UnclearParameter) -> Bool {
    guard value.count <= 18, let new = Int(String(decoding: value, as: UTF8.self)),
      let old = Int(String(decoding: other.value, as: UTF8.self))
    else { return false }
    return new == old &+ 1
  }

  /// Takes a parameter as it was kept.
  init(known name: [UInt8], _ value: [UInt8]) {
    self.name = name
    self.value = value
  }

  /// Whether hardly anything but a version has such a value: a dotted one, a date, a hash.
  ///
  /// A size, a page, a colour, a switch, a name with a number is none.
  public var isPlain: Bool {
    let text = value.first == UInt8(ascii: "v") ? value.dropFirst() : value[...]
    let isHex = text.allSatisfy { $0.hexValue != nil }
    let digits = text.count(where: \.isDigit)
    if isHex, text.count >= 7 { return digits > 0 && (digits < text.count || digits >= 8) }
    let parts = text.split(whereSeparator: {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    })
    let numbers = parts.prefix { $0.allSatisfy(\.isDigit) }
    guard text.first?.isDigit == true, numbers.count >= 3 else { return false }
    return numbers.prefix(3).allSatisfy { $0.count <= 4 }
  }
}
