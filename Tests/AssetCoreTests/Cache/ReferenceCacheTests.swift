import AssetCore
import Disk
import Formats
import Glibc
import Planning
import Site
import TestSupport
import Testing
import Values

@testable import References

@Suite("What files gave, from one reading to the next, on a real disk")
struct ReferenceCacheTests {
  private let folder: TemporaryFolder
  private let cache: ReferenceCache

  /// What references are made of, in pieces that come in any order.
  private static let pieces = [
    "{{ url_for('static', filename='a.css') }}", "{{ url_for('static', filename='a' ~ b, v=1) }}",
    "{{ url_for(where, filename=name, t=time()) }}?v=2", "{% static 'a.js' %}?5",
    "<img src='/static/{{ a }}/b.png?v={{ c }}'>", "<img src=\"/static/é.png?v=1?v=2\">",
    "<script src=/static/a.js?v=1 integrity='sha256-AA=='></script>",
    "<style>a { --i: url(../i.png); b: url('\\e9.png?iefix') }</style>",
    "<!-- <img src='/static/c.png'> -->", "<!--[if IE]><img src=/static/d.png><![endif]-->", "\n",
    "{% import 'macros.html' as m %}{{ m.url(filename='a.css', v='3') }}", "<base href='/x/'>",
    "{{ url_for('static', filename='i.png', x=1, y=z ~ 'q', v=2) }}",
  ]

  init() throws {
    folder = try TemporaryFolder()
    cache = ReferenceCache(
      project: folder.appending("project"), in: folder.appending("cache"))
    for name in ["a.css", "a.js", "i.png"] { try write("x", to: "static/\(name)") }
    try write("<link href='/static/a.css?v=1'>\n<img src=/static/none.png>", to: "templates/p.html")
    try write("{{ url_for('static', filename=x ~ '.css', v=2) }}", to: "templates/q.html")
  }

  private func write(_ text: String, to name: String) throws {
    try folder.write(text, to: BytePath("project/\(name)"))
  }

  private func read(
    _ cache: ReferenceCache? = nil, believing: Bool = true, settings: String? = nil
  ) throws -> ReferenceMap {
    if let settings { try write(settings, to: "assetbump.toml") }
    let project = try Project.open(folder.appending("project"), in: DiskFileSystem())
    let workspace = try Workspace(of: project, on: DiskFileSystem())
    return ReferenceReader(
      of: project, on: DiskFileSystem(), remembering: cache, believing: believing
    ).read(workspace.inventory)
  }

  /// Waits until the kernel's clock has moved on so far that whatever was written is at rest.
  private func waitUntilAtRest() throws {
    try folder.write("", to: "mark")
    var status = stat()
    try #require(stat(VisibleText.of(folder.appending("mark")), &status) == 0)
    while !FileStamp(status).isAtRest(at: FileStamp.now) {}
  }

  /// Has the cache say that every reference stands in a line where there is none.
  private func lie() throws {
    try waitUntilAtRest()
    _ = try read(cache, believing: false)
    var memory = try #require(cache.open())
    for row in memory.rows.indices { memory.rows[row].line = 999 }
    cache.save(memory)
  }

  /// The files whose references are those of the lie.
  private func believed(_ map: ReferenceMap) -> [String] {
    map.all.filter { $0.reference.position.line == 999 }.map { VisibleText.of($0.reference.file) }
  }

  private static let lies = ["templates/p.html", "templates/p.html", "templates/q.html"]

  private func expectSame(
    _ left: ReferenceMap, _ right: ReferenceMap, _ comment: Comment? = nil
  ) {
    #expect(Array(left.all) == Array(right.all), comment)
    #expect(left.learned == right.learned, comment)
    #expect(left.unread.map(\.description) == right.unread.map(\.description), comment)
  }

  @Test("references of all kinds, and what templates tell, are as they were", arguments: 0..<8)
  func roundTrip(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    try write(
      "{% macro url() %}{{ get_url('x.static', **kwargs) }}{% endmacro %}",
      to: "templates/macros.html")
    for number in 0..<12 {
      let text = (0..<12).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
      try write(text, to: "templates/\(number)/p.html")
      try write(text, to: "vendor/templates/\(number).html")
    }
    try write("b { background: url(i.png) } @import 'x.css?v=1';", to: "static/b.css")
    try write("fetch('/static/i.png'); import './a.js?v=1'", to: "static/b.js")
    try write("url_for('static', filename='a.css', v='1')", to: "app.py")
    try write(#"{"icons": [{"src": "i.png"}]}"#, to: "static/site.webmanifest")
    try waitUntilAtRest()
    let truth = try read()
    #expect(truth.learned.helpers.map(\.name) == ["m.url"])
    expectSame(try read(cache), truth)
    let memory = try #require(cache.open())
    #expect(memory.rows.count > 100)
    expectSame(try read(cache), truth)
    #expect(cache.open() == memory)
    try lie()
    #expect(try believed(read(cache)).count == truth.all.count)
    // Some are read anew, the others are as they were.
    for number in [3, 7] { try write(Self.pieces.joined(), to: "templates/\(number)/p.html") }
    _ = try read(cache, believing: false)
    expectSame(try read(cache), try read())
  }

  @Test("an unchanged file is not read again, unless what is remembered does not count")
  func unchanged() throws {
    try lie()
    #expect(try believed(read(cache)) == Self.lies)
    #expect(try believed(read(cache, believing: false)) == [])
    #expect(try believed(read(cache)) == [])
  }

  @Test("what was read by other rules, or by another program, does not count")
  func others() throws {
    try lie()
    let memory = try #require(cache.open())
    let program = FileStamp("/proc/self/exe").map { stamp in
      var other = stamp
      other.changed += 1
      return other
    }
    for program in [program, nil] {
      let other = ReferenceCache(
        project: folder.appending("project"), in: folder.appending("other"), program: program)
      other.save(memory)
      #expect(other.open()?.rows.count == (program == nil ? nil : 3))
      let mine = ReferenceCache(
        project: folder.appending("project"), in: folder.appending("other"))
      #expect(mine.open() == nil)
    }
    let elsewhere = ReferenceCache(project: "/elsewhere", in: folder.appending("cache"))
    #expect(elsewhere.open() == nil)
    #expect(try believed(read(cache)) == Self.lies)
    let settings = "[[root]]\nurl = \"/s/\"\ntokens = \"literal\"\n"
    #expect(try believed(read(cache, settings: settings)) == [])
    try lie()
    let map = try read(cache)
    #expect(!map.all.isEmpty && believed(map).count == map.all.count)
    // What is no template any more is not read for references.
    let none = settings.replacing("[[root]]", with: "templates = [\"q.html\"]\n[[root]]")
    #expect(try believed(read(cache, settings: none)) == ["templates/q.html"])
  }

  @Test("each part of the rules counts")
  func keys() {
    var helper = ReferenceHelper(name: "a", syntax: .call, root: "b", pathKeyword: "c")
    var helpers = [helper]
    for change: (inout ReferenceHelper) -> Void in [
      { $0.name = "A" }, { $0.syntax = .tag }, { $0.root = nil }, { $0.pathKeyword = nil },
      { $0.pathPlace = 1 }, { $0.rootArgument = .place(0) }, { $0.rootArgument = .keyword("") },
      { $0.token = .place(0) }, { $0.token = .keyword("b") }, { $0.root = "" },
    ] {
      change(&helper)
      helpers.append(helper)
    }
    var rules = helpers.map { ReferenceRules(helpers: [$0]) }
    rules += [
      ReferenceRules(helpers: []), ReferenceRules(helpers: helpers),
      ReferenceRules(helpers: [], prefixes: ["/static"]),
      ReferenceRules(helpers: [], prefixes: ["/static", "/"]),
      ReferenceRules(
        helpers: [], endpoints: [OwnEndpoint(name: "a", root: "b", arguments: ["c"])]),
      ReferenceRules(
        helpers: [], endpoints: [OwnEndpoint(name: "a", root: "b", prefix: "c", arguments: [])]),
    ]
    var keys = Set(rules.map { $0.key(SourceClasses()) })
    #expect(keys.count == rules.count)
    keys.insert(rules[0].key(SourceClasses([])))
    keys.insert(rules[0].key(SourceClasses([(.test, GlobList(["a"]))])))
    keys.insert(rules[0].key(SourceClasses([(.backup, GlobList(["a"]))])))
    #expect(keys.count == rules.count + 3)
  }

  @Test("a file changed with its size and times put back is read: its ctime tells")
  func timesPutBack() throws {
    try lie()
    let file = VisibleText.of(folder.appending("project/templates/p.html"))
    let text = try #require(folder.contents(of: "project/templates/p.html"))
    var status = stat()
    try #require(stat(file, &status) == 0)
    try folder.write(text.map { $0 == 0x31 ? 0x32 : $0 }, to: "project/templates/p.html")
    try #require(utimensat(AT_FDCWD, file, [status.st_mtim, status.st_mtim], 0) == 0)
    let map = try read(cache)
    #expect(believed(map) == ["templates/q.html"])
    #expect(map.all.first?.reference.token.text == [0x32])
  }

  @Test("what may be written again unseen is not remembered")
  func notAtRest() throws {
    try waitUntilAtRest()
    let file = VisibleText.of(folder.appending("project/templates/p.html"))
    let later = timespec(tv_sec: time(nil) + 1000, tv_nsec: 0)
    try #require(utimensat(AT_FDCWD, file, [later, later], 0) == 0)
    _ = try read(cache)
    let paths = try #require(cache.open()).paths
    #expect(
      (0..<paths.count).map { VisibleText.of(paths.path(at: $0)) }.contains {
        $0.hasSuffix("q.html")
      })
    #expect(paths.row(of: Array("templates/p.html".utf8)) == nil)
  }

  @Test("few changed files of many are read again and again: to write all costs more")
  func fewChanges() throws {
    for number in 0..<40 { try write("<img src=/static/i.png>", to: "templates/\(number).html") }
    try lie()
    for count in [2, 3] {
      for number in 0..<count {
        try write("<img src=/static/i.png>\n", to: "templates/\(number).html")
      }
      try waitUntilAtRest()
      for round in [1, 2] {
        let map = try read(cache)
        #expect(believed(map).count == map.all.count - count, "\(count) changed, run \(round)")
        let stamp = DiskFileSystem().stamp(of: folder.appending("project/templates/0.html"))
        let memory = try #require(cache.open())
        let row = try #require(memory.paths.row(of: Array("templates/0.html".utf8)))
        #expect((memory.stamps[row] == stamp) == (count == 3))
      }
    }
  }

  @Test("a damaged file, or one cut off anywhere, says nothing that is not so")
  func damaged() throws {
    try waitUntilAtRest()
    let truth = try read(cache)
    let name = BytePath(
      "cache/assetbump/\(ProjectCache.name(of: folder.appending("project"))).references")
    let whole = try #require(folder.contents(of: name))
    for place in 0..<whole.count {
      var damaged = whole
      damaged[place] ^= 1 << UInt8(place % 8)
      try folder.write(damaged, to: name)
      #expect(cache.open() == nil, "damage at \(place)")
      // What is not opened is as good as not there.
      if place % 16 == 0 { expectSame(try read(cache), truth, "damage at \(place)") }
      try folder.write(Array(whole.prefix(place)), to: name)
      #expect(cache.open() == nil, "cut at \(place)")
      guard place % 16 == 0 else { continue }
      expectSame(try read(cache), truth, "cut at \(place)")
      #expect(folder.contents(of: name) == whole)
    }
  }

  @Test("wrong numbers under right checksums lead nowhere", arguments: 0..<12)
  func forged(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    try write(
      "{% macro url() %}{{ get_url('x.static', **kwargs) }}{% endmacro %}",
      to: "templates/macros.html")
    try write(Self.pieces.joined(), to: "templates/p.html")
    try waitUntilAtRest()
    let project = try Project.open(folder.appending("project"), in: DiskFileSystem())
    let workspace = try Workspace(of: project, on: DiskFileSystem())
    _ = workspace.references(on: DiskFileSystem(), remembering: cache, believing: false)
    let whole = try #require(cache.open())
    for _ in 0..<60 {
      var memory = whole
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        memory.forge(using: &generator)
      }
      cache.save(memory)
      let found = workspace.references(on: DiskFileSystem(), remembering: cache)
      for reference in found.map.all { _ = reference.reference.parts }
      for finding in found.findings.all { _ = finding.text }
    }
  }
}

extension ReferenceMemory {
  /// Puts some number or byte in the place of another.
  fileprivate mutating func forge(using generator: inout SeededGenerator) {
    func number<Number: FixedWidthInteger & UnsignedInteger>(_ old: Number) -> Number {
      var choices: [Number] = [0, 1, old &+ 1, old &- 1, .max, .max / 2]
      choices.append(Number.random(in: 0...Number.max, using: &generator))
      return choices.randomElement(using: &generator) ?? old
    }
    let row = rows.indices.randomElement(using: &generator) ?? 0
    let file = ends.indices.randomElement(using: &generator) ?? 0
    switch Int.random(in: 0..<20, using: &generator) {
    case 0: rows[row].line = number(rows[row].line)
    case 1: rows[row].column = number(rows[row].column)
    case 2: rows[row].targetStart = number(rows[row].targetStart)
    case 3: rows[row].targetEnd = number(rows[row].targetEnd)
    case 4: rows[row].urlStart = number(rows[row].urlStart)
    case 5: rows[row].urlEnd = number(rows[row].urlEnd)
    case 6: rows[row].targetCount = number(rows[row].targetCount)
    case 7: rows[row].tokenCount = number(rows[row].tokenCount)
    case 8: rows[row].traits ^= 1 << UInt16.random(in: 0..<16, using: &generator)
    case 9: rows[row].form = number(rows[row].form)
    case 10: rows[row].context = number(rows[row].context)
    case 11: rows[row].tokenKind = number(rows[row].tokenKind)
    case 12: rows[row].source = number(rows[row].source)
    case 13: ends[file] = number(ends[file])
    case 14: stamps[file].size = number(stamps[file].size)
    case 15: isRead[file] = number(isRead[file])
    case 16: rows.swapAt(row, 0)
    case 17: facts.change { number($0) }
    default: texts.change { number($0) }
    }
  }
}

extension ByteList {
  /// Changes one of the bytes, in the middle of those that are there, or of some row.
  fileprivate mutating func change(_ body: (UInt8) -> UInt8) {
    var (bytes, ends) = parts
    guard !bytes.isEmpty else { return }
    let place = Int(body(UInt8(truncatingIfNeeded: bytes.count))) * 7 % bytes.count
    bytes[place] = body(bytes[place])
    if let list = ByteList(bytes: bytes, ends: ends) { self = list }
    ends = []
  }
}
