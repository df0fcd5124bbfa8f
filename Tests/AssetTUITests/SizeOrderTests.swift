import Site
import TestSupport
import Testing
import Values

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

  /// A file system may hold any time of 64 bits.
  @Test("files whose times lie further apart than a signed number holds are in order")
  func farApart() {
    let times: [Int64] = [0, .max, .min + 1, -1, .max - 1]
    var scan = Scan()
    scan.assets = [
      asset("a", times[0]), asset("b", times[1]), asset("c", times[2]), asset("d", times[3]),
      asset("e", times[4]),
    ]
    let inventory = Inventory(scan: scan, versions: VersionsFile(), settings: Settings())
    var order = ListOrder()
    order.choose(.changed)
    #expect(order.sorted([0, 1, 2, 3, 4], of: inventory) == [1, 4, 0, 3, 2])
    order.choose(.changed)
    #expect(order.sorted([0, 1, 2, 3, 4], of: inventory) == [2, 3, 0, 4, 1])
  }

  private func asset(_ name: BytePath, _ time: Int64) -> Asset {
    Asset(
      id: AssetID(root: "static", path: name), file: BytePath("/p/static").appending(name),
      size: 1, modified: time)
  }
}
