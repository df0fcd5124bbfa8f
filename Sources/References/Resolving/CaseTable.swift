import Disk
import Site
import Values

/// Finds names whatever the case of their ASCII letters.
///
/// An open hash table of four-byte indices, at most three quarters full; it is made when it is asked
/// for the first time, since most projects spell every name as it is.
final class CaseTable: Sendable {
  private let slots = Locked<[UInt32]>([])

  private static let free = UInt32.max

  /// The first of the names in a range that differs from a path in the case of letters only, or not
  /// at all; nil where there is none.
  func index(of path: BytePath, among names: AssetNames, in range: Range<Int>) -> Int? {
    let slots = slots.use { slots -> [UInt32] in
      if slots.isEmpty { slots = Self.table(of: names, in: range) }
      return slots
    }
    return path.bytes.withUnsafeBufferPointer { wanted in
      var slot = Self.hash(wanted) & (slots.count - 1)
      while slots[slot] != Self.free {
        let index = Int(slots[slot])
        if names.withPath(index, { Self.areAlike($0, wanted) }) { return index }
        slot = (slot + 1) & (slots.count - 1)
      }
      return nil
    }
  }

  /// The indices go in in order, so that of names that are alike the first is met first.
  private static func table(of names: AssetNames, in range: Range<Int>) -> [UInt32] {
    var size = 16
    while size * 3 / 4 < range.count { size *= 2 }
    var slots = [UInt32](repeating: free, count: size)
    for index in range {
      var slot = names.withPath(index, hash) & (size - 1)
      while slots[slot] != free { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(index)
    }
    return slots
  }

  /// FNV-1a over the bytes in lower case.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte.lowered)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0xFFFF_FFFF)
  }

  private static func areAlike(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index].lowered != right[index].lowered { return false }
    return true
  }
}
