import Testing
import Values

@testable import Disk
@testable import Planning

/// Tokens followed through histories that are written down by hand.
struct TokenTraceTests {
  private static func id(_ digit: Int) -> ObjectID {
    guard let id = ObjectID(Array(String(repeating: "\(digit)", count: 40).utf8)) else {
      preconditionFailure("no digit: \(digit)")
    }
    return id
  }

  private static let token = AssetToken(
    asset: AssetID(root: "static", path: "x.css"), token: Array("5".utf8))

  /// A log: for each commit its number, and what it made of files, by the numbers of contents; 0 for no
  /// file.
  private static func log(_ commits: [(Int, [(BytePath, Int, Int)])]) -> CommitLog {
    var log = CommitLog()
    for (number, changes) in commits {
      log.add(id(number))
      for (path, before, after) in changes {
        log.add(path, from: before == 0 ? nil : id(before), to: after == 0 ? nil : id(after))
      }
    }
    return log
  }

  /// A trace in which contents from 5 on hold the token.
  private static func trace(_ log: CommitLog, shallow: Set<ObjectID> = []) -> TokenTrace {
    TokenTrace(log, shallow: shallow) { blob, _ in blob.hex >= id(5).hex ? [token] : [] }
  }

  @Test(
    arguments: [
      // Never committed; committed without the token.
      ([], .uncommitted),
      ([(1, [("p", 0, 4)])], .uncommitted),
      // Set by the first commit; kept by later ones.
      ([(3, [("p", 6, 5)]), (2, [("p", 5, 6)]), (1, [("p", 0, 5)])], .commit(id(1))),
      // Set by a later commit; gone between.
      ([(2, [("p", 4, 5)]), (1, [("p", 0, 4)])], .commit(id(2))),
      ([(3, [("p", 4, 5)]), (2, [("p", 5, 4)]), (1, [("p", 0, 5)])], .commit(id(3))),
      // The history does not reach back far enough.
      ([(2, [("p", 6, 5)])], .unknown),
      ([(2, [("p", 6, 5)]), (9, [("p", 0, 6)])], .unknown),
    ] as [([(Int, [(BytePath, Int, Int)])], TokenOrigin)])
  func origins(_ commits: [(Int, [(BytePath, Int, Int)])], _ origin: TokenOrigin) throws {
    var trace = Self.trace(Self.log(commits), shallow: [Self.id(9)])
    #expect(try trace.origin(of: Self.token, in: "p", following: ["p"]) == origin)
  }

  @Test func textThatMoved() throws {
    var trace = Self.trace(Self.log([(3, [("p", 0, 5)])]))
    #expect(
      try trace.origin(of: Self.token, in: "p", following: ["p"]) == .commit(Self.id(3)))
    #expect(trace.wantedCommits == [Self.id(3)])
    let moves = Self.log([(3, [("p", 0, 5), ("a", 4, 0), ("q", 6, 0)])])
    trace.take(trace.log, adding: moves)
    #expect(
      try trace.origin(of: Self.token, in: "p", following: ["p"]) == .commit(Self.id(3)))
    #expect(trace.wantedPaths == ["q"])
    trace.take(
      Self.log([(3, [("p", 0, 5), ("q", 6, 0)]), (2, [("q", 0, 6)])]), adding: moves)
    #expect(
      try trace.origin(of: Self.token, in: "p", following: ["p", "q"]) == .commit(Self.id(2)))
    #expect(trace.wantedCommits == [Self.id(2)])
  }

  /// However many tokens are followed, and wherever they begin, each version of a file is read once.
  @Test func readsEachVersionOnce() throws {
    func token(_ number: Int) -> AssetToken {
      AssetToken(asset: AssetID(root: "static", path: "x.css"), token: Array("\(number)".utf8))
    }
    // Contents N hold the tokens from N on; what `p` held lay in `q` before commit 4.
    let log = Self.log([
      (6, [("p", 2, 1)]), (5, [("p", 3, 2)]), (4, [("p", 0, 3), ("q", 4, 0)]),
      (3, [("q", 5, 4)]), (2, [("q", 6, 5)]), (1, [("q", 0, 6)]),
    ])
    var read: [String] = []
    var trace = TokenTrace(log) { blob, _ in
      read.append(String(blob.hex.prefix(1)))
      return Set((1...7).filter { "\($0)" >= blob.hex.prefix(1) }.map(token))
    }
    trace.take(log, adding: Self.log([(4, [("p", 0, 3), ("q", 4, 0)])]))
    let all = (1...7).map { TokenTrace.Standing(token: token($0), file: "p") }
    let origins = try trace.origins(of: all, following: ["p", "q"])
    let commits = [6, 5, 4, 3, 2, 1, 1]
    #expect(all.map { origins[$0] } == commits.map { .commit(Self.id($0)) })
    #expect(trace.wantedCommits == [1, 2, 3, 5, 6].map(Self.id).reduce(into: []) { $0.insert($1) })
    #expect(read == ["1", "2", "3", "4", "5", "6"])
    // Another round reads the newest version alone.
    trace.take(log, adding: CommitLog())
    #expect(try trace.origins(of: all, following: ["p", "q"]) == origins)
    #expect(read == ["1", "2", "3", "4", "5", "6", "1"])
  }

  @Test func assetsThatMoved() {
    let log = Self.log([
      (4, [("x", 2, 3)]), (3, [("x", 0, 2)]), (1, [("y", 0, 1)]),
    ])
    var trace = Self.trace(log)
    #expect(trace.asset("x", in: Self.id(4), following: ["x"]) == Self.id(3))
    #expect(trace.asset("x", in: Self.id(3), following: ["x"]) == Self.id(2))
    #expect(trace.wantedCommits.isEmpty)
    #expect(trace.asset("x", in: Self.id(1), following: ["x"]) == nil)
    #expect(trace.wantedCommits == [Self.id(3)])
    // Taken away in the same commit, with the same bytes.
    trace.take(log, adding: Self.log([(3, [("x", 0, 2), ("y", 2, 0), ("z", 1, 0)])]))
    #expect(trace.asset("x", in: Self.id(1), following: ["x"]) == nil)
    #expect(trace.wantedPaths == ["y"])
    #expect(trace.asset("x", in: Self.id(1), following: ["x", "y"]) == Self.id(1))
  }

  @Test func parsesWhatGitWrites() throws {
    let (a, b) = (Self.id(1).hex, Self.id(2).hex)
    let zero = String(repeating: "0", count: 40)
    let text =
      "commit \(a)\0\n:100644 100755 \(a) \(b) M\0p q\0:000000 120000 \(zero) \(b) A\0:x\0\0"
      + "commit \(b)\0\n:000000 100644 \(zero) \(a) A\0p q\0"
    var parser = CommitLogParser(keeping: [":x"])
    for byte in text.utf8 { try parser.take([byte]) }
    let part = try parser.finish()
    #expect(part.commits == [Self.id(1)])
    #expect(part.changes == [":x": [.init(place: 0, before: nil, after: nil)]])
    let log = try CommitLog(parsing: Array(text.utf8))
    #expect(log.commits == [Self.id(1), Self.id(2)])
    #expect(
      log.changes == [
        "p q": [
          .init(place: 0, before: Self.id(1), after: Self.id(2)),
          .init(place: 1, before: nil, after: Self.id(1)),
        ],
        ":x": [.init(place: 0, before: nil, after: nil)],
      ])
  }

  @Test(arguments: [
    "fatal\0", "commit 12\0", ":100644 100644 1 2 M\0p\0",
    "commit \(String(repeating: "1", count: 40))\0:100644\0p\0",
  ])
  func refusesWhatItDoesNotKnow(_ text: String) {
    #expect(throws: GitError.unreadable) { try CommitLog(parsing: Array(text.utf8)) }
  }

  /// The day is that of the place where the commit was made.
  @Test(
    arguments: [
      ("tree x\ncommitter A B <a@b> 1704067199 +0000\n\ntext", "2023-12-31"),
      ("committer A <a@b> 1704067199 +0100\n\n", "2024-01-01"),
      ("committer A <a@b> 1704067200 -0030\n\n", "2023-12-31"),
      ("tree x\n\ncommitter A <a@b> 1704067200 +0000", nil),
      ("committer A <a@b> 17 x\n", nil),
    ] as [(String, String?)])
  func daysOfCommits(_ text: String, _ day: String?) {
    #expect(CalendarDay(ofCommit: Array(text.utf8))?.iso == day)
  }
}
