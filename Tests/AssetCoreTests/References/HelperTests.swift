import AssetCore
import References
import Site
import TestSupport
import Testing
import Values

@testable import Planning

@Suite("Helpers of the settings")
struct HelperTests {
  private static let settings = """
    [[root]]
    tokens = "literal"
    [[root]]
    name = "admin.static"
    paths = ["admin"]
    url = "/admin/"
    tokens = "literal"
    [[helper]]
    name = "asset"
    root-argument = 1
    path-argument = 2
    token-argument = 3
    [[helper]]
    name = "h.url"
    root = "admin.static"
    path-argument = "file"
    token-argument = "rev"
    [[helper]]
    name = "icon"
    syntax = "tag"
    root = "static"

    """

  private static let page = """
    {{ asset('static', 'a.css', 5) }}
    {{ asset("admin.static", "b.css", "x1", theme="dark") }}
    {{ asset(root, 'a.css') }}
    {{ h.url(file='b.css', rev='2', theme='dark') }} {{ h.url(file='b.css', theme='3') }}
    {% icon 'a.css' %}?v=4
    """

  private func map() throws -> (ReferenceMap, Project, MemoryFileSystem) {
    let disk = MemoryFileSystem([
      "/shop/assetbump.toml": Self.settings, "/shop/static/a.css": "a", "/shop/admin/b.css": "b",
      "/shop/templates/p.html": Self.page,
    ])
    let project = try Project.open("/shop", in: disk)
    let workspace = try Workspace(of: project, on: disk)
    return (ReferenceReader(of: project, on: disk).read(workspace.inventory), project, disk)
  }

  @Test("root, path and token are the arguments that the settings name")
  func arguments() throws {
    let found = try map().0.all.map { found in
      "\(found.reference.position.line) \(found.resolution.asset?.description ?? "-")"
        + " \(String(decoding: found.reference.token.text, as: UTF8.self))"
    }
    #expect(
      found == [
        "1 static:a.css 5", "2 admin.static:b.css x1", "3 static:a.css ",
        "4 admin.static:b.css 2", "4 admin.static:b.css ", "5 static:a.css 4",
      ])
  }

  @Test("a number without quotes gets quotes where the new token is none")
  func numbers() throws {
    let (map, _, _) = try map()
    let bytes = Array(Self.page.utf8)
    let first = try #require(map.all.first)
    let splice = try #require(TokenSplice(try Token("3f2a91c0"), for: first.reference, in: bytes))
    let text = String(decoding: TokenSplice.apply([splice], to: bytes), as: UTF8.self)
    #expect(text.prefix { $0 != "\n" } == "{{ asset('static', 'a.css', '3f2a91c0') }}")
  }

  @Test(
    "files that the settings call vendored are told apart; a list takes the built-in one's place")
  func sources() throws {
    let disk = MemoryFileSystem([
      "/shop/assetbump.toml": "[sources]\nvendored = ['mine/']\n", "/shop/static/a.css": "a",
      "/shop/static/lib/x.js": "fetch('/static/a.css')",
      "/shop/static/mine/x.js": "fetch('/static/a.css')",
      "/shop/static/x.min.js": "fetch('/static/a.css')",
    ])
    let project = try Project.open("/shop", in: disk)
    let workspace = try Workspace(of: project, on: disk)
    let map = ReferenceReader(of: project, on: disk).read(workspace.inventory)
    #expect(map.all.map(\.source) == [.own, .vendored, .minified])
  }
}
