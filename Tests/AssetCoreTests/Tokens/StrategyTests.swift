import Planning
import TestSupport
import Testing
import Values

@Suite("Strategies")
struct StrategyTests {
  /// One case: the bytes now, the record, and the date token of 2026-08-22.
  struct DateCase: Sendable {
    var name: String
    var now: String
    var record: [(token: String, bytes: String)]
    var token: String
  }

  @Test(
    "date counts on within a day, and gives a token again only to the bytes it stood for",
    arguments: [
      DateCase(name: "no record", now: "b", record: [], token: "20260822"),
      DateCase(name: "another day", now: "b", record: [("20260711", "a")], token: "20260822"),
      DateCase(name: "same day", now: "b", record: [("20260822", "a")], token: "20260822-2"),
      DateCase(
        name: "third change of the day", now: "c",
        record: [("20260822-2", "b"), ("20260822", "a")], token: "20260822-3"),
      DateCase(
        name: "back to the first bytes", now: "a",
        record: [("20260822-2", "b"), ("20260822", "a")], token: "20260822"),
      DateCase(
        name: "a gap may be a forgotten token", now: "z",
        record: [("20260822-9", "i"), ("20260822-7", "g")], token: "20260822-10"),
      DateCase(
        name: "the same digits typed by hand count", now: "z", record: [("20260822-41", "a")],
        token: "20260822-42"),
      DateCase(
        name: "no number of that form", now: "z",
        record: [
          ("20260822-02", "a"), ("20260822-x", "b"), ("202608221", "c"), ("20260822-", "d"),
        ],
        token: "20260822"),
      DateCase(
        name: "a number too great to count on", now: "z",
        record: [("20260822-99999999999999999999", "a")], token: "20260822"),
    ])
  func date(_ example: DateCase) throws {
    let token = Strategy.date.token(
      for: Make.digest(example.now), history: TokenHistory(try Self.record(example.record)),
      on: try Make.day("20260822"), hashLength: 8)
    #expect(token?.text == example.token, "\(example.name)")
  }

  @Test("hash is what sha256sum begins with")
  func hash() throws {
    // printf a | sha256sum
    let hex = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    for length in [4, 8, 12, 64] {
      let token = Strategy.hash.token(
        for: Make.digest("a"), history: TokenHistory(nil), on: try Make.day("20260822"),
        hashLength: length)
      #expect(token?.text == String(hex.prefix(length)))
    }
  }

  @Test("hash gets longer where its first digits stood for other bytes")
  func hashCollision() throws {
    let history = TokenHistory(
      try Make.record("ca978112c", for: "y", previous: [("ca978112", "x"), ("ca978112ca", "a")]))
    let token = Strategy.hash.token(
      for: Make.digest("a"), history: history, on: try Make.day("20260822"), hashLength: 8)
    #expect(token?.text == "ca978112ca")
  }

  @Test("hash counts on where even the whole digest stood for other bytes")
  func hashExhausted() throws {
    let hex = Make.digest("a").hex
    let previous = (8...63).map { (String(hex.prefix($0)), "x") }
    let history = TokenHistory(try Make.record(hex, for: "x", previous: previous))
    let token = Strategy.hash.token(
      for: Make.digest("a"), history: history, on: try Make.day("20260822"), hashLength: 8)
    #expect(token?.text == "ca978112-2")
  }

  @Test("manual makes no token by itself")
  func manual() throws {
    #expect(
      Strategy.manual.token(
        for: Make.digest("a"), history: TokenHistory(nil), on: try Make.day("20260822"),
        hashLength: 8) == nil)
  }

  @Test("through a thousand random releases, no URL is ever given to other bytes")
  func neverPoisoned() throws {
    var random = SeededGenerator(seed: 20240601)
    for _ in 0..<20 {
      var record: Record?
      // What browsers may hold: only what a record can remember is promised, 21 tokens.
      for step in 0..<20 {
        let bytes = "content \(Int.random(in: 0..<6, using: &random))"
        let strategy = try #require(Strategy.allCases.randomElement(using: &random))
        let day = "202608\(Int.random(in: 20...22, using: &random))"
        let typed = try Token("v\(Int.random(in: 0..<3, using: &random))")
        let entry = Make.entry(bytes, record)
        let choice = Choice(
          strategy: strategy, bump: strategy == .manual ? .typed(typed) : .next)
        let served = TokenHistory(record)
        let rules = try Make.rules(day)
        let change: Change?
        do throws(BumpRefusal) {
          change = try entry.change(for: choice, by: rules)
        } catch {
          #expect(error == .carriedBefore(typed), "step \(step)")
          continue
        }
        guard let after = change?.after, after.digest == Make.digest(bytes) else { continue }
        #expect(!served.stoodForOtherBytes(after.token, than: after.digest), "step \(step)")
        record = after
      }
    }
  }

  private static func record(_ tokens: [(token: String, bytes: String)]) throws -> Record? {
    guard let first = tokens.first else { return nil }
    return try Make.record(
      first.token, for: first.bytes,
      previous: tokens.dropFirst().map { ($0.token, $0.bytes) })
  }
}
