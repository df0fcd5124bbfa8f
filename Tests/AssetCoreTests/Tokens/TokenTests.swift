import Testing
import Values

@Suite("Token")
struct TokenTests {
  @Test(
    "a text of the alphabet is a token",
    arguments: ["a", "3f2a91c0", "20240601-2", "v3", "2.29.4", "A_b~c.D-9", "...", ".-", "~"])
  func accepted(text: String) throws {
    #expect(try Token(text).text == text)
  }

  @Test("64 characters are a token, 65 are none")
  func length() throws {
    #expect(try Token(String(repeating: "a", count: 64)).text.count == 64)
    #expect(throws: TokenError.tooLong(65)) { try Token(String(repeating: "a", count: 65)) }
  }

  @Test(
    "another text is refused, in words",
    arguments: [
      ("", "a token has 1 to 64 characters"),
      (".", "\".\" and \"..\" are no tokens, they mean folders in a URL"),
      ("..", "\".\" and \"..\" are no tokens, they mean folders in a URL"),
      ("a b", "\" \" cannot stand in a token, only A-Z a-z 0-9 . _ ~ -"),
      ("a/b", "\"/\" cannot stand in a token, only A-Z a-z 0-9 . _ ~ -"),
      ("é", "\"é\" cannot stand in a token, only A-Z a-z 0-9 . _ ~ -"),
      ("a\u{1B}[31m", "\"\\x1b\" cannot stand in a token, only A-Z a-z 0-9 . _ ~ -"),
      ("\u{202E}", "\"\\u{202E}\" cannot stand in a token, only A-Z a-z 0-9 . _ ~ -"),
      (String(repeating: "x", count: 70), "70 characters, a token has 64 at most"),
    ])
  func refused(text: String, words: String) throws {
    let error = try #require(throws: TokenError.self) { try Token(text) }
    #expect(error.description == words)
  }
}
