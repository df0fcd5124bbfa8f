/// A sort by size without comparisons: a pass over the rows for each eleven bits of the greatest size.
enum SizeOrder {
  /// Indices by their sizes, the largest first, or the smallest where reversed; equal ones stay as
  /// they are given.
  static func sorted(_ indices: [Int], by sizes: [UInt64], isReversed: Bool) -> [Int] {
    let greatest = indices.reduce(0) { max($0, sizes[$1]) }
    // The largest first is the smallest complement first.
    let mask: UInt64 = isReversed ? 0 : .max
    var (rows, other) = (indices, indices)
    var shift: UInt64 = 0
    while shift < 64, greatest >> shift > 0 {
      pass(from: rows, to: &other, by: sizes, mask, shift)
      swap(&rows, &other)
      shift += bits
    }
    return rows
  }

  /// Puts the rows in the order of eleven bits of their sizes.
  private static func pass(
    from rows: [Int], to other: inout [Int], by sizes: [UInt64], _ mask: UInt64, _ shift: UInt64
  ) {
    var starts = [Int](repeating: 0, count: radix + 1)
    sizes.withUnsafeBufferPointer { sizes in
      for row in rows { starts[digit(sizes[row] ^ mask, shift) + 1] += 1 }
      for digit in 1...radix { starts[digit] += starts[digit - 1] }
      other.withUnsafeMutableBufferPointer { other in
        for row in rows {
          let digit = digit(sizes[row] ^ mask, shift)
          other[starts[digit]] = row
          starts[digit] += 1
        }
      }
    }
  }

  private static let bits: UInt64 = 11
  private static let radix = 1 << 11

  private static func digit(_ size: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: size >> shift) & (radix - 1)
  }
}
