import Testing
import Values

@Suite("Sets of words")
struct WordSetTests {
  private let words = WordSet(["v", "css", "hash", "assertcontains", "sixteen_letters_"])

  @Test(arguments: [
    ("v", true), ("css", true), ("sixteen_letters_", true), ("assertcontains", true), ("", false),
    ("cs", false), ("\0v", false), ("CSS", false), ("seventeen_letters", false), ("hasH", false),
  ])
  func words(text: String, isOne: Bool) {
    #expect(words.contains(Array(text.utf8)[...]) == isOne)
  }

  @Test func anyCase() {
    #expect(words.contains(Array("CsS".utf8)[...], lowering: true))
    #expect(!words.contains(Array("C\u{73}\u{53}\u{53}".utf8)[...], lowering: true))
  }
}
