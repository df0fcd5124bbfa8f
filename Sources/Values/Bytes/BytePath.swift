import Glibc

/// A slash-separated path as the bytes the file system holds.
///
/// Bytes, not a `String`: Swift's string equality merges the NFC and NFD spellings of a name, which
/// are two files on Linux, and a name need not be UTF-8 at all. Equality, order and hash are those
/// of the bytes.
public struct BytePath: Hashable, Sendable {
  /// The bytes, without a terminating zero.
  public let bytes: [UInt8]

  /// Makes a path of raw bytes.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Makes a path of the UTF-8 bytes of a text.
  public init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The path as text, or nil where its bytes are not UTF-8.
  public var text: String? {
    String(validating: bytes, as: UTF8.self)
  }

  /// Whether the path starts at the top of the file system.
  public var isAbsolute: Bool {
    bytes.first == Self.slash
  }

  /// The bytes after the last slash.
  public var name: ArraySlice<UInt8> {
    guard let last = bytes.lastIndex(of: Self.slash) else { return bytes[...] }
    return bytes[(last + 1)...]
  }

  /// The path before the last slash; `.` where there is none, `/` for what lies at the top.
  public var folder: BytePath {
    guard let last = bytes.lastIndex(of: Self.slash) else { return BytePath(".") }
    return last == 0 ? BytePath("/") : BytePath(bytes: Array(bytes[..<last]))
  }

  /// This path followed by another below it; an absolute other path replaces this one.
  public func appending(_ other: BytePath) -> BytePath {
    if other.isAbsolute || bytes.isEmpty { return other }
    if other.bytes.isEmpty || other.bytes == [Self.dot] { return self }
    var joined = bytes
    if joined.last != Self.slash { joined.append(Self.slash) }
    joined.append(contentsOf: other.bytes)
    return BytePath(bytes: joined)
  }

  /// This path followed by the UTF-8 bytes of a path below it.
  public func appending(_ other: String) -> BytePath {
    appending(BytePath(other))
  }

  /// The part below a folder, or nil where the path does not lie below it; bytes only, no `..`.
  public func relative(to folder: BytePath) -> BytePath? {
    var prefix = folder.bytes
    if prefix.last != Self.slash { prefix.append(Self.slash) }
    guard bytes.count > prefix.count, bytes.starts(with: prefix) else { return nil }
    return BytePath(bytes: Array(bytes[prefix.count...]))
  }

  /// Whether the path lies below a folder; bytes only, as ``relative(to:)`` has it.
  package func isBelow(_ folder: BytePath) -> Bool {
    let length = folder.bytes.count
    if folder.bytes == [Self.dot] { return !isAbsolute && bytes != folder.bytes }
    guard bytes.starts(with: folder.bytes) else { return false }
    if folder.bytes.last == Self.slash { return bytes.count > length }
    return bytes.count > length + 1 && bytes[length] == Self.slash
  }

  /// The path with `.`, `..` and doubled slashes taken out, by text alone: no link is followed.
  public var normalized: BytePath {
    var parts: [ArraySlice<UInt8>] = []
    for part in bytes.split(separator: Self.slash) where !part.elementsEqual([Self.dot]) {
      let isParent = part.elementsEqual([Self.dot, Self.dot])
      if isParent, let last = parts.last, !last.elementsEqual([Self.dot, Self.dot]) {
        parts.removeLast()
      } else if !(isParent && isAbsolute) {
        parts.append(part)
      }
    }
    let joined = Array(parts.joined(separator: [Self.slash]))
    if isAbsolute { return BytePath(bytes: [Self.slash] + joined) }
    return joined.isEmpty ? BytePath(".") : BytePath(bytes: joined)
  }

  /// Hashes the bytes in one go; an array would feed them one by one, several times slower.
  public func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    hasher.combine(bytes.count)
  }

  package static let slash = UInt8(ascii: "/")
  package static let dot = UInt8(ascii: ".")
}

extension BytePath: Comparable {
  /// Orders paths by their bytes, as `memcmp` does.
  public static func < (left: BytePath, right: BytePath) -> Bool {
    left.bytes.withUnsafeBytes { left in
      right.bytes.withUnsafeBytes { right in
        guard let one = left.baseAddress, let other = right.baseAddress else {
          return left.count < right.count
        }
        let order = memcmp(one, other, min(left.count, right.count))
        return order == 0 ? left.count < right.count : order < 0
      }
    }
  }
}

extension BytePath: ExpressibleByStringLiteral {
  /// Makes a path of the UTF-8 bytes of a literal.
  public init(stringLiteral text: String) {
    self.init(text)
  }
}
