import Disk
import Planning
import Site
import Testing
import Values

@Suite("What a choice does to a record")
struct ChangeTests {
  private func after(_ entry: Entry, _ choice: Choice) throws -> Record? {
    try entry.change(for: choice, by: Make.rules()).map { $0.after } ?? entry.record
  }

  @Test("a stale asset gets the next token, and its old one joins the history")
  func stale() throws {
    let entry = Make.entry("b", try Make.record("20240601", for: "a"), configured: .date)
    #expect(
      try after(entry, Choice(bump: .next))
        == Make.record("20260822", for: "b", bumped: "20260822", previous: [("20240601", "a")]))
  }

  @Test("a strategy that differs from the settings' is recorded, one that does not is dropped")
  func strategies() throws {
    let fresh = Make.entry("a", try Make.record("v1", for: "a"), configured: .hash)
    #expect(try after(fresh, Choice(strategy: .date))?.strategy == .date)
    #expect(try after(fresh, Choice(strategy: .date))?.token.text == "v1")
    let chosen = Make.entry("a", try Make.record("v1", for: "a", strategy: .date))
    #expect(try after(chosen, Choice(strategy: .hash))?.strategy == nil)
    #expect(try after(chosen, Choice(strategy: .hash))?.token.text == "v1")
  }

  @Test("a change of the strategy alone is a change")
  func strategyAlone() throws {
    let entry = Make.entry("b", try Make.record("v1", for: "a"))
    let change = try #require(
      try entry.change(for: Choice(strategy: .manual), by: Make.rules()))
    #expect(change.kind == .strategy)
    #expect(change.after?.digest == Make.digest("a"), "the bytes the token stands for stay")
  }

  @Test("a fresh asset that is bumped by force keeps a token that its strategy makes again")
  func forced() throws {
    let hashed = Make.entry("a", try Make.record("ca978112", for: "a"))
    #expect(try hashed.change(for: Choice(bump: .next), by: Make.rules()) == nil)
    let dated = Make.entry("a", try Make.record("20240601", for: "a"), configured: .date)
    #expect(try after(dated, Choice(bump: .next))?.token.text == "20260822")
    #expect(try after(dated, Choice(bump: .next))?.previous.map(\.token.text) == ["20240601"])
  }

  @Test("a token typed by hand is taken, unless it stood for other bytes")
  func typed() throws {
    let entry = Make.entry(
      "c", try Make.record("v2", for: "b", strategy: .manual, previous: [("v1", "a")]))
    #expect(try after(entry, Choice(bump: .typed(try Token("v3"))))?.token.text == "v3")
    for old in ["v1", "v2"] {
      #expect(throws: BumpRefusal.carriedBefore(try Token(old))) {
        try entry.change(for: Choice(bump: .typed(try Token(old))), by: Make.rules())
      }
    }
    let back = Make.entry(
      "a", try Make.record("v2", for: "b", strategy: .manual, previous: [("v1", "a")]))
    #expect(
      try after(back, Choice(bump: .typed(try Token("v1"))))?.previous.map(\.token.text) == ["v2"],
      "the same bytes may have their token back, which is then no previous one")
  }

  @Test("what cannot be bumped is left, with the reason")
  func left() throws {
    var unread = Make.entry("a", try Make.record("v1", for: "b"))
    unread.digest = nil
    let cases: [(Entry, Choice, BumpRefusal, String)] = [
      (
        Make.entry("b", try Make.record("v1", for: "a", strategy: .manual)), Choice(bump: .next),
        .needsToken, "its strategy is manual, it needs a token typed by hand"
      ),
      (
        Make.entry(nil, problem: .notFile(.fifo)), Choice(bump: .next),
        .unreadable(.notFile(.fifo)), "a FIFO, not a regular file"
      ),
      (unread, Choice(bump: .next), .unhashed, "its bytes have not been read yet"),
      (
        Make.entry(nil, try Make.record("v1", for: "a")), Choice(bump: .typed(try Token("v2"))),
        .noFile, "there is no file to give a token to"
      ),
    ]
    for (entry, choice, leaving, words) in cases {
      #expect(throws: leaving) { try entry.change(for: choice, by: Make.rules()) }
      #expect(leaving.description == words)
    }
  }

  @Test("a missing asset's record is dropped")
  func missing() throws {
    let entry = Make.entry(nil, try Make.record("v1", for: "a"))
    let change = try #require(try entry.change(for: Choice(bump: .next), by: Make.rules()))
    #expect(change.kind == .removed)
  }

  @Test("the history keeps twenty tokens, the newest first")
  func history() throws {
    var record = try Make.record("v0", for: "0")
    for number in 1...25 {
      let entry = Make.entry("\(number)", record)
      record = try #require(
        try entry.change(for: Choice(bump: .typed(try Token("v\(number)"))), by: Make.rules())?
          .after)
    }
    #expect(record.token.text == "v25")
    #expect(record.previous.map(\.token.text) == (5...24).reversed().map { "v\($0)" })
  }

  @Test("members that this version does not know stay with the record")
  func unknown() throws {
    var record = try Make.record("v1", for: "a")
    record.unknown = [UnknownMember(key: Array("note".utf8), value: Array("1".utf8))]
    let entry = Make.entry("b", record)
    #expect(try after(entry, Choice(bump: .next))?.unknown == record.unknown)
  }
}
