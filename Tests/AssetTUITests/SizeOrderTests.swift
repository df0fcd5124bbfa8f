import TestSupport
import Testing

@testable import AssetTUI

@Suite("The order by size")
struct SizeOrderTests {
  @Test("it is that of a stable sort, for sizes of any length", arguments: [1, 12, 40, 63])
  func order(bits: Int) {
    var random = SeededGenerator(seed: UInt64(bits))
    for _ in 0..<50 {
      let sizes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
        UInt64.random(in: 0..<(1 << UInt64(bits)), using: &random)
      }
      let indices = sizes.indices.filter { _ in Bool.random(using: &random) }
      let pairs = indices.enumerated().map { (place: $0.offset, index: $0.element) }
      let largest = pairs.sorted {
        (sizes[$1.index], $0.place) < (sizes[$0.index], $1.place)
      }
      let smallest = pairs.sorted {
        (sizes[$0.index], $0.place) < (sizes[$1.index], $1.place)
      }
      #expect(
        SizeOrder.sorted(indices, by: sizes, isReversed: false) == largest.map(\.index))
      #expect(
        SizeOrder.sorted(indices, by: sizes, isReversed: true) == smallest.map(\.index))
    }
  }
}
