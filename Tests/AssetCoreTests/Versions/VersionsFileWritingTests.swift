import Disk
import Glibc
import TestSupport
import Testing
import Values

@testable import Site

@Suite struct VersionsFileWritingTests {
  private static let canonical = """
    {
      "format": 1,
      "assets": {
        "admin.static": {},
        "static": {
          "a\\"b\\\\c\\n\\t\\u0001\u{7F}é.css": {"token": "v3", "strategy": "manual", \
    "sha256": "\(hexA)", "bumped": "0987-01-02"},
          "css/site.css": {"token": "3f2a91c0", "sha256": "\(hexA)", "bumped": "2026-11-22"},
          "js/app.js": {"token": "20261122", "strategy": "date", "sha256": "\(hexB)", \
    "bumped": "2026-11-22", "previous": [{"token": "20240601", "sha256": "\(hexA)", "by": "me"}, \
    {"token": "t0", "sha256": "\(hexB)"}], "note": {"a":[1,2]}}
        }
      },
      "generator": "x  y",
      "odd\\r": null
    }

    """

  @Test func writesAnEmptyFile() {
    #expect(
      String(decoding: VersionsFile().canonicalBytes, as: UTF8.self)
        == "{\n  \"format\": 1,\n  \"assets\": {}\n}\n")
  }

  @Test func writesBackWhatItRead() throws {
    let file = try VersionsFile(parsing: Array(Self.canonical.utf8), name: "v")
    #expect(String(decoding: file.canonicalBytes, as: UTF8.self) == Self.canonical)
    #expect(file.canonicalBytes == Array(Self.canonical.utf8))
  }

  @Test func writesWhatStoodInAnotherShapeInItsOwn() throws {
    let text = """
      {"zeta": [ 1 ], "assets": {"b": {"z": {"bumped":"2026-11-22","sha256":"\(hexA)",
      "previous":[],"token":"t1"}, "\\u0041": {"token":"t2","sha256":"\(hexB)","x":1,
      "bumped":"2026-11-22","strategy":"hash"}}, "B": {}}, "format": 1, "alpha": {}}
      """
    let file = try VersionsFile(parsing: Array(text.utf8), name: "v")
    #expect(
      String(decoding: file.canonicalBytes, as: UTF8.self) == """
        {
          "format": 1,
          "assets": {
            "B": {},
            "b": {
              "A": {"token": "t2", "strategy": "hash", "sha256": "\(hexB)", \
        "bumped": "2026-11-22", "x": 1},
              "z": {"token": "t1", "sha256": "\(hexA)", "bumped": "2026-11-22"}
            }
          },
          "zeta": [1],
          "alpha": {}
        }

        """)
  }

  @Test func leavesAPathOutThatNoJSONCanHold() throws {
    let record = Record(
      token: try Token("t"), digest: Digest.of([]),
      bumped: try #require(CalendarDay(iso: "2026-11-22")))
    let path = BytePath(bytes: [0x61, 0xFF])
    #expect(
      VersionsFile(roots: ["s": [path: record]]).canonicalBytes
        == VersionsFile(roots: ["s": [:]]).canonicalBytes)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func readsBackWhatItWrote(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let file = try VersionsFile.random(&random)
    let bytes = file.canonicalBytes
    let read = try VersionsFile(parsing: bytes, name: "v")
    #expect(read == file)
    #expect(read.canonicalBytes == bytes)
  }

  /// What a reading block by block makes of a text cut into blocks of random sizes.
  private func readInBlocks(
    _ text: [UInt8], _ random: inout SplitMix, sharing known: [ByteList] = []
  ) -> VersionsFile? {
    var reader = CanonicalVersions(sharing: known)
    var rest = text[...]
    while !rest.isEmpty {
      let block = rest.prefix(.random(in: 1...200, using: &random))
      rest = rest.dropFirst(block.count)
      if !block.withUnsafeBytes({ reader.read($0) }) { break }
    }
    return reader.finish()
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func readsBlockByBlockWhatItWrote(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    // A root's name with an escape in it is not looked at here.
    let tables = try VersionsFile.random(&random).roots.values.enumerated()
    let file = VersionsFile(
      roots: Dictionary(uniqueKeysWithValues: tables.map { ("r\($0.offset)", $0.element) }))
    #expect(readInBlocks(file.canonicalBytes, &random) == file)
  }

  /// Paths that are in memory anyway change nothing of what is read, whether they are the same, fewer, more
  /// or others.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func readsTheSameBesideKnownPaths(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let tables = try VersionsFile.random(&random).roots.values.enumerated()
    let file = VersionsFile(
      roots: Dictionary(uniqueKeysWithValues: tables.map { ("r\($0.offset)", $0.element) }))
    for _ in 0..<20 {
      let known = file.tables.values.map { table -> ByteList in
        var paths = (0..<table.count).map { table.paths.path(at: $0) }
        for _ in 0..<Int.random(in: 0...2, using: &random) {
          switch Int.random(in: 0..<3, using: &random) {
          case 0: paths.append(BytePath("p\(UInt8.random(in: 0...9, using: &random))"))
          case 1: paths.append(BytePath(bytes: [0xFF, 0xFE]))
          default:
            if !paths.isEmpty { paths.remove(at: .random(in: paths.indices, using: &random)) }
          }
        }
        var list = ByteList()
        for path in Set(paths).sorted() { list.append(path.bytes) }
        return list
      }
      #expect(readInBlocks(file.canonicalBytes, &random, sharing: known) == file)
    }
  }

  /// A name on disk that is no text is no record's either, as long as it is read from the file.
  @Test func sharesNoPathThatIsNoText() {
    var list = ByteList()
    list.append([0x61, 0xFF])
    let start = "{\n  \"format\": 1,\n  \"assets\": {\n    \"s\": {\n      \""
    let end = """
      ": {"token": "t", "sha256": "\(Digest.of([]).hex)", "bumped": "2026-11-22"}
          }
        }
      }

      """
    func text(_ name: [UInt8]) -> [UInt8] { Array(start.utf8) + name + Array(end.utf8) }
    var random = SplitMix(state: 1)
    #expect(readInBlocks(text([0x61, 0xC3, 0xA9]), &random) != nil)
    #expect(readInBlocks(text([0x61, 0xFF]), &random) == nil)
    #expect(readInBlocks(text([0x61, 0xFF]), &random, sharing: [list]) == nil)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func readsNothingBlockByBlockThatItWouldWriteOtherwise(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let text = VersionsFile(
      roots: try VersionsFile(
        parsing: Array(Self.canonical.utf8), name: "v"
      ).roots
    ).canonicalBytes
    for _ in 0..<50 {
      var changed = text
      let place = Int.random(in: 0..<changed.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: changed.remove(at: place)
      case 1: changed[place] = .random(in: 0...255, using: &random)
      default: changed.insert(changed[Int.random(in: 0..<changed.count, using: &random)], at: place)
      }
      guard let file = readInBlocks(changed, &random) else { continue }
      #expect(file.canonicalBytes == changed)
      #expect(try VersionsFile(parsing: changed, name: "v") == file)
    }
  }

  @Test func writesWhatPythonReads() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.canonical, to: "asset-versions.json")
    let expected = """
      {"format": 1, "assets": {"admin.static": {}, "static": {
        "a\\"b\\\\c\\n\\t\\x01\\x7f\\u00e9.css": {"token": "v3", "strategy": "manual",
          "sha256": "a" * 64, "bumped": "0987-01-02"},
        "css/site.css": {"token": "3f2a91c0", "sha256": "a" * 64, "bumped": "2026-11-22"},
        "js/app.js": {"token": "20261122", "strategy": "date", "sha256": "b" * 64,
          "bumped": "2026-11-22", "previous": [
            {"token": "20240601", "sha256": "a" * 64, "by": "me"},
            {"token": "t0", "sha256": "b" * 64}], "note": {"a": [1, 2]}}}},
       "generator": "x  y", "odd\\r": None}
      """
    let script = try folder.write(
      """
      import json, sys
      with open(sys.argv[1], encoding="utf-8") as file:
          print(json.load(file) == \(expected))
      """, to: "read.py")
    let run = try Shell.run("python3 \(VisibleText.of(script)) \(VisibleText.of(file))")
    #expect(run == Shell.Run(status: 0, output: "True\n"))
  }
}

/// A generator of numbers that gives the same ones for the same seed.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension VersionsFile {
  fileprivate static func random(_ random: inout SplitMix) throws -> VersionsFile {
    var file = VersionsFile()
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let root = "r" + text(&random)
      file.roots[root] = [:]
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        let path = BytePath((1...3).map { _ in "p" + text(&random) }.joined(separator: "/"))
        file.roots[root]?[path] = try Record.random(&random)
      }
    }
    file.unknown = unknown(&random)
    return file
  }

  fileprivate static func text(_ random: inout SplitMix) -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "Z", "0", " ", "\"", "\\", "\n", "\r", "\t", "\u{01}", "\u{08}", "\u{0C}", "\u{1F}",
      "\u{7F}", "\u{85}", "é", "\u{301}", "\u{2028}", "\u{FEFF}", "\u{FFFF}", "𝄞", "'", "<", "&",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      text.append(scalars.randomElement(using: &random) ?? "a")
    }
    return String(text)
  }

  fileprivate static func unknown(_ random: inout SplitMix) -> [UnknownMember] {
    let values = ["null", "[]", "{}", "-0.5e+3", "[1,{\"a\":\" , \"}]", "\"\\ud834\\udd1e é\""]
    return (0..<Int.random(in: 0...2, using: &random)).map { number in
      UnknownMember(
        key: Array("\(number)\(text(&random))".utf8),
        value: Array((values.randomElement(using: &random) ?? "0").utf8))
    }
  }
}

extension Record {
  fileprivate static func random(_ random: inout SplitMix) throws -> Record {
    // One digest for each token: a token never stands for two.
    let tokens = ["t", "20261122-2", "~._-", String(repeating: "x", count: 64)].shuffled(
      using: &random)
    let day = CalendarDay(
      year: .random(in: 1...9999, using: &random), month: .random(in: 1...12, using: &random),
      day: .random(in: 1...28, using: &random))
    return Record(
      token: try Token(tokens[0]),
      strategy: (Strategy.allCases + [nil]).randomElement(using: &random) ?? nil,
      digest: Digest.of(Array(tokens[0].utf8)), bumped: try #require(day),
      previous: try tokens[1...].prefix(Int.random(in: 0...3, using: &random)).map {
        PreviousToken(
          token: try Token($0), digest: Digest.of(Array($0.utf8)),
          unknown: VersionsFile.unknown(&random))
      },
      unknown: VersionsFile.unknown(&random))
  }
}
