import TestSupport
import Testing
import Values

@testable import References

@Suite("Places in order")
struct LineCounterTests {
  @Test("are those that are found one by one", arguments: 0..<20)
  func places(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = ["a", "é", "\n", "\r\n", "x", "日"]
    let text = (0..<400).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    let bytes = Array(text.utf8)
    let places = (0..<30).map { _ in Int.random(in: 0...bytes.count, using: &generator) }.sorted()
    bytes.withUnsafeBufferPointer { buffer in
      var lines = LineCounter(buffer)
      for place in places {
        #expect(lines.position(of: place) == TextPosition(of: place, in: bytes))
      }
    }
  }

  @Test("a line of more bytes than a step looks at")
  func longLine() {
    let bytes = [UInt8](repeating: 0x78, count: 70_000)
    bytes.withUnsafeBufferPointer { buffer in
      var lines = LineCounter(buffer)
      #expect(lines.position(of: 69_999) == TextPosition(line: 1, column: 70_000))
    }
  }
}
