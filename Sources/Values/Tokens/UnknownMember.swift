/// A member of a JSON object that this version does not know.
public struct UnknownMember: Hashable, Sendable {
  /// The key's UTF-8 bytes, unescaped.
  public var key: [UInt8]
  /// The value as JSON text, white space outside strings taken out.
  public var value: [UInt8]

  /// Makes a member of a key and its value's JSON text.
  public init(key: [UInt8], value: [UInt8]) {
    self.key = key
    self.value = value
  }
}
