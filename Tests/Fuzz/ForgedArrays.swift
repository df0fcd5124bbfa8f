@testable import Disk

// Arrays as a cache file has them, with the checksums that no fuzzer could guess.
extension FuzzTarget {
  /// The bytes of an array whose elements have a size; the first says how many there are.
  ///
  /// - Parameter size: less than 0 for rows that end where such bytes say.
  func taken(from rest: inout ArraySlice<UInt8>, of size: Int) -> [UInt8] {
    let count = Int(rest.popFirst() ?? 0)
    let part = Array(rest.prefix(count * (size < 0 ? 1 : size)))
    rest = rest.dropFirst(part.count)
    guard size < 0 else { return part }
    var end: UInt32 = 0
    return part.flatMap { length in
      end += UInt32(length)
      return withUnsafeBytes(of: end) { Array($0) }
    }
  }

  func array(bytes number: UInt64, of size: Int) -> [UInt8] {
    array(withUnsafeBytes(of: number) { Array($0) }, of: size)
  }

  func array(_ bytes: [UInt8], of size: Int) -> [UInt8] {
    let whole = Array(bytes.prefix(bytes.count / size * size))
    let sum = whole.withUnsafeBytes { CacheWriter.sum(of: $0) }
    return [UInt64(whole.count / size), sum].flatMap { withUnsafeBytes(of: $0) { Array($0) } }
      + whole
  }
}
