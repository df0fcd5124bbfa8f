import Disk
import Planning
import Site
import TestSupport
import Testing
import Values

@Suite("Inventory")
struct InventoryTests {
  private static let settings = Settings(roots: [
    StaticRoot(),
    StaticRoot(name: "admin.static", folders: ["admin/static"], url: "/admin/static/"),
  ])

  private func asset(_ root: String, _ path: BytePath) -> Asset {
    Asset(id: AssetID(root: root, path: path), file: BytePath("/x").appending(path), size: 1)
  }

  @Test("roots stand in the order of the settings; files, problems and records in that of bytes")
  func order() throws {
    var scan = Scan()
    scan.assets = [
      asset("static", "a-b"), asset("static", "a/z"), asset("static", "b"),
      asset("admin.static", "a"),
    ]
    scan.problems = [
      Problem(id: AssetID(root: "static", path: "a.fifo"), reason: .notFile(.fifo)),
      Problem(id: AssetID(root: "admin.static", path: "z"), reason: .brokenLink),
    ]
    let record = try Make.record("v1", for: "a")
    let versions = VersionsFile(roots: [
      "static": ["a/z": record, "a.fifo": record, "c": record, "A": record],
      "admin.static": ["m": record],
    ])
    let inventory = Inventory(scan: scan, versions: versions, settings: Self.settings)
    #expect(
      inventory.entries.map { "\($0.id.description) \($0.status)" } == [
        "static:A missing", "static:a-b unhashed", "static:a.fifo unreadable",
        "static:a/z unhashed", "static:b unhashed", "static:c missing", "admin.static:a unhashed",
        "admin.static:m missing", "admin.static:z unreadable",
      ])
    #expect(inventory.statuses == inventory.entries.map(\.status))
    #expect(inventory.counts == [.missing: 3, .unhashed: 4, .unreadable: 2])
  }

  @Test("a record below a folder that cannot be listed is unreadable, not missing")
  func closedFolder() throws {
    var scan = Scan()
    scan.problems = [
      Problem(
        id: AssetID(root: "static", path: "img"), reason: .unreadable(.permissionDenied),
        isFolder: true)
    ]
    let versions = VersionsFile(roots: [
      "static": [
        "img/a.png": try Make.record("v1", for: "a"), "img2/b.png": try Make.record("v1", for: "b"),
      ]
    ])
    let inventory = Inventory(scan: scan, versions: versions, settings: Self.settings)
    #expect(
      inventory.entries.map { "\($0.id.description) \($0.status)" } == [
        "static:img unreadable", "static:img/a.png unreadable", "static:img2/b.png missing",
      ])
  }

  @Test("NFC and NFD spellings of a name are two assets")
  func normalization() throws {
    var scan = Scan()
    scan.assets = [asset("static", "cafe\u{301}.css"), asset("static", "caf\u{E9}.css")]
    let versions = VersionsFile(roots: [
      "static": ["caf\u{E9}.css": try Make.record("v1", for: "a")]
    ])
    let inventory = Inventory(scan: scan, versions: versions, settings: Self.settings)
    #expect(inventory.entries.map { $0.record?.token.text } == [nil, "v1"])
  }

  @Test("records of a root that the settings do not name are kept apart")
  func unknownRoots() throws {
    let versions = VersionsFile(roots: [
      "old": ["a": try Make.record("v1", for: "a")],
      "older": ["a": try Make.record("v1", for: "a")],
    ])
    let inventory = Inventory(scan: Scan(), versions: versions, settings: Self.settings)
    #expect(inventory.entries.isEmpty)
    #expect(inventory.unknownRoots == ["old", "older"])
    #expect(
      inventory.findings(settings: "assetbump.toml").map(\.text) == [
        "warning: unknown-root: the versions file has records of root \"old\", which the settings do not"
          + " name - add a [[root]] of that name to assetbump.toml, or take its records out",
        "warning: unknown-root: the versions file has records of root \"older\", which the settings do not"
          + " name - add a [[root]] of that name to assetbump.toml, or take its records out",
      ])
  }

  @Test("digests stay with their assets through another scan and a write")
  func digests() throws {
    var scan = Scan()
    scan.assets = [asset("static", "a"), asset("static", "c"), asset("admin.static", "z")]
    let record = try Make.record("v1", for: "x")
    let versions = VersionsFile(roots: ["static": ["b": record, "c": record]])
    var inventory = Inventory(scan: scan, versions: versions, settings: Self.settings)
    for (index, text) in [(0, "a"), (2, "x"), (3, "z")] {
      inventory.setDigest(.success(FileDigest(digest: Make.digest(text), size: 1)), at: index)
    }
    #expect(inventory.statuses == [.new, .missing, .fresh, .new])
    #expect(
      inventory.entries.map(\.digest) == [
        Make.digest("a"), nil, Make.digest("x"), Make.digest("z"),
      ])

    var other = Scan()
    other.assets = [
      asset("static", "0"), asset("static", "a"),
      Asset(id: AssetID(root: "static", path: "c"), file: "/x/c", size: 2),
      asset("admin.static", "z"),
    ]
    let (kept, changed) = Inventory(scan: other, versions: versions, settings: Self.settings)
      .keepingDigests(of: inventory)
    #expect(kept.statuses == [.unhashed, .new, .missing, .unhashed, .new])
    #expect(changed == [3])

    let written = VersionsFile(roots: [
      "static": ["a": try Make.record("v2", for: "a"), "c": record]
    ])
    let after = inventory.taking(written, settings: Self.settings)
    #expect(
      after.entries.map { "\($0.id.description) \($0.status)" } == [
        "static:a fresh", "static:c fresh", "admin.static:z new",
      ])
    #expect(after.entries.map(\.file) == ["/x/a", "/x/c", "/x/z"])
    #expect(after.counts == [.fresh: 2, .new: 1])
  }

  @Test("each entry knows the folder that its file lies in")
  func folders() throws {
    var scan = Scan()
    scan.assets = [
      asset("static", "a"),
      Asset(id: AssetID(root: "static", path: "b"), file: "/y/b", size: 1),
      asset("admin.static", "a"),
    ]
    let versions = VersionsFile(roots: ["static": ["aa": try Make.record("v1", for: "a")]])
    let inventory = Inventory(scan: scan, versions: versions, settings: Self.settings)
    #expect(inventory.entries.map(\.file) == ["/x/a", nil, "/y/b", "/x/a"])
  }
}
