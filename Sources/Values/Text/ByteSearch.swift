public import Glibc

/// Search for bytes in bytes.
public enum ByteSearch {
  /// The index of the first place where a row of bytes stands, or nil; an empty row stands at once.
  public static func firstIndex(of needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    needle.withUnsafeBufferPointer { needle in
      bytes.withUnsafeBufferPointer { buffer in
        firstIndex(of: needle, in: buffer, from: 0).map { bytes.startIndex + $0 }
      }
    }
  }

  /// The index of the first place from an index on where a row of bytes stands, or nil.
  @inlinable
  public static func firstIndex(
    of needle: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let first = needle.baseAddress else { return start }
    guard let base = bytes.baseAddress, !needle.isEmpty else { return needle.isEmpty ? start : nil }
    var start = start
    while bytes.count - start >= needle.count {
      let room = bytes.count - start - needle.count + 1
      guard let found = memchr(base + start, Int32(first.pointee), room) else { return nil }
      let place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if memcmp(base + place, first, needle.count) == 0 { return place }
      start = place + 1
    }
    return nil
  }

  /// Whether a row of bytes stands somewhere in others.
  public static func contains(_ bytes: ArraySlice<UInt8>, _ needle: [UInt8]) -> Bool {
    firstIndex(of: needle, in: bytes) != nil
  }
}

extension [UInt8] {
  package func hasSuffix(_ text: some Collection<UInt8>) -> Bool {
    count >= text.count && suffix(text.count).elementsEqual(text)
  }

  package func hasSuffix(_ text: String) -> Bool {
    hasSuffix(Array(text.utf8))
  }
}
