import Testing
import Values

@Suite("Base64")
struct Base64TextTests {
  @Test("the test vectors of RFC 4648, section 10, and the whole alphabet")
  func vectors() {
    for (text, encoded) in [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ] {
      #expect(Base64Text.of(Array(text.utf8)) == encoded)
      #expect(Base64Text.length(of: text.utf8.count) == encoded.utf8.count)
    }
    #expect(Base64Text.of([0xFB, 0xEF, 0xFF, 0x00]) == "++//AA==")
  }
}
