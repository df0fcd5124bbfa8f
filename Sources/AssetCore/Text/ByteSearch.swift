import Glibc

/// Search for bytes in bytes.
public enum ByteSearch {
  /// The index of the first place where a row of bytes stands, or nil; an empty row stands at once.
  public static func firstIndex(of needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = needle.first else { return bytes.startIndex }
    return bytes.withUnsafeBytes { buffer -> Int? in
      var start = 0
      while buffer.count - start >= needle.count, let base = buffer.baseAddress {
        let room = buffer.count - start - needle.count + 1
        guard let found = memchr(base + start, Int32(first), room) else { return nil }
        let place = UnsafeRawPointer(found) - base
        if needle.elementsEqual(buffer[place..<(place + needle.count)]) {
          return bytes.startIndex + place
        }
        start = place + 1
      }
      return nil
    }
  }

  /// Whether a row of bytes stands somewhere in others.
  public static func contains(_ bytes: ArraySlice<UInt8>, _ needle: [UInt8]) -> Bool {
    firstIndex(of: needle, in: bytes) != nil
  }
}
