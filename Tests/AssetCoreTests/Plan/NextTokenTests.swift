import Planning
import Site
import Testing
import Values

@Suite("The next token, as it is proposed")
struct NextTokenTests {
  @Test("by status and strategy")
  func table() throws {
    let rules = try Make.rules()
    let record = try Make.record("20240601", for: "a")
    var unread = Make.entry("a", record)
    unread.digest = nil
    let cases: [(Entry, Choice?, NextToken)] = [
      (Make.entry("a", record), nil, .same(record.token)),
      (Make.entry("a", record), Choice(strategy: .date), .same(record.token)),
      (Make.entry("a", record), Choice(bump: .next), .other(try Token("ca978112"))),
      (Make.entry("b", record, configured: .date), nil, .other(try Token("20260822"))),
      (Make.entry("b", record, configured: .manual), nil, .needed),
      (Make.entry("b", record), Choice(strategy: .manual, bump: .next), .needed),
      (Make.entry("b", record), Choice(bump: .typed(try Token("v2"))), .other(try Token("v2"))),
      (Make.entry("a"), nil, .other(try Token("ca978112"))),
      (Make.entry("a", tokens: .literal), nil, .nothing),
      (Make.entry("a", tokens: .literal), Choice(bump: .next), .other(try Token("ca978112"))),
      (Make.entry(nil, record), nil, .gone),
      (Make.entry(nil, record, problem: .notUTF8), nil, .nothing),
      (unread, nil, .unknown),
    ]
    for (entry, choice, next) in cases {
      #expect(entry.next(with: choice, by: rules) == next)
    }
  }
}
