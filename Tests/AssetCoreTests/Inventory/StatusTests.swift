import Disk
import Site
import Testing
import Values

@Suite("Status")
struct StatusTests {
  @Test("file, record and root give the status")
  func table() throws {
    let record = try Make.record("v1", for: "a")
    let cases: [(Entry, Status)] = [
      (Make.entry("a", record), .fresh),
      (Make.entry("b", record), .stale),
      (Make.entry("a"), .new),
      (Make.entry("a", tokens: .literal), .untracked),
      (Make.entry("b", record, tokens: .literal), .stale),
      (Make.entry(nil, record), .missing),
      (Make.entry(nil, record, problem: .notUTF8), .unreadable),
      (Make.entry(nil, nil, problem: .notFile(.fifo)), .unreadable),
      (Make.entry("a", record, problem: .unreadable(.permissionDenied)), .unreadable),
    ]
    for (entry, status) in cases {
      #expect(entry.status == status)
    }
    var unread = Make.entry("a", record)
    unread.digest = nil
    #expect(unread.status == .unhashed)
  }

  @Test("the record's strategy goes before the settings'")
  func strategy() throws {
    #expect(Make.entry("a", configured: .date).strategy == .date)
    let record = try Make.record("v1", for: "a", strategy: .manual)
    #expect(Make.entry("a", record, configured: .date).strategy == .manual)
  }
}
