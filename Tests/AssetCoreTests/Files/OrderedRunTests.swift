import Disk
import Testing

@Suite("Pieces in order")
struct OrderedRunTests {
  @Test("are handed over in order, each once", arguments: [0, 1, 2, 1000])
  func order(count: Int) {
    let taken = Locked<[Int]>([])
    OrderedRun.run(count) { piece in
      piece
    } take: { piece in
      taken.use { $0.append(piece) }
      return true
    }
    #expect(taken.use { $0 } == Array(0..<count))
  }

  @Test("none is handed over behind one that ends the run")
  func end() {
    let taken = Locked<[Int]>([])
    OrderedRun.run(1000) { piece in
      piece
    } take: { piece in
      taken.use { $0.append(piece) }
      return piece < 10
    }
    #expect(taken.use { $0 } == Array(0...10))
  }
}
