import TestSupport
import Testing

@testable import AssetTUI

@Suite("Names and marks of many assets")
struct NameIndexTests {
  @Test("a sweep finds what a look at each name finds, for 300 random lists")
  func sweep() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      let names = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        String(
          (0..<Int.random(in: 0...8, using: &random)).map { _ in
            "abA/".randomElement(using: &random) ?? "a"
          })
      }
      let needle = String(
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
          "ab/".randomElement(using: &random) ?? "a"
        })
      let index = NameIndex(names: names)
      let expected = names.indices.filter { names[$0].lowercased().contains(needle) }
      #expect(index.indices(containing: Array(needle.utf8)) == expected)
      #expect(names.indices.filter { index.contains($0, Array(needle.utf8)) } == expected)
    }
  }

  @Test("marks are a set of indices")
  func marks() {
    var random = SeededGenerator(seed: 12)
    var marks = MarkSet()
    var expected: Set<Int> = []
    for _ in 0..<2000 {
      let index = Int.random(in: 0..<200, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        marks.insert(index)
        expected.insert(index)
      case 1:
        marks.remove(index)
        expected.remove(index)
      default:
        marks.toggle(index)
        expected.formSymmetricDifference([index])
      }
      #expect(marks.count == expected.count)
    }
    #expect(marks.sorted() == expected.sorted())
    #expect(marks == MarkSet(expected))
  }
}
