/// The name of an object of git's: its hash in hex digits, 40 of SHA-1 or 64 of SHA-256.
public struct ObjectID: Hashable, Sendable, CustomStringConvertible {
  /// The hex digits.
  public let hex: String

  /// Takes hex digits; nil where they are none.
  public init?(_ digits: some Collection<UInt8>) {
    guard digits.count == 40 || digits.count == 64, digits.allSatisfy(\.isHexDigit) else {
      return nil
    }
    hex = String(decoding: digits, as: UTF8.self)
  }

  /// Whether it stands for no object: all zeros.
  var isNull: Bool { hex.utf8.allSatisfy { $0 == UInt8(ascii: "0") } }

  /// The hex digits.
  public var description: String { hex }
}

extension UInt8 {
  /// Whether the byte is a hex digit in lower case, as git writes them.
  fileprivate var isHexDigit: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
    default: false
    }
  }
}
