import Planning
import Testing
import Values

@Suite("Recovery of a session")
struct RecoveryTests {
  private func sample() throws -> Recovery {
    Recovery(
      project: BytePath(bytes: Array("/p/\u{1B}".utf8) + [0xFF]),
      choices: [
        AssetID(root: "static", path: "a.css"): Choice(bump: .next),
        AssetID(root: "static", path: "b\n.css"): Choice(strategy: .date, bump: .keep),
        AssetID(root: "admin.static", path: "caf\u{E9}"): Choice(
          strategy: .manual, bump: .typed(try Token("v2"))),
      ])
  }

  @Test("what is kept is read back")
  func roundTrip() throws {
    let recovery = try sample()
    #expect(Recovery(recovery.contents) == recovery)
  }

  @Test("its text")
  func text() throws {
    let recovery = Recovery(
      project: "/p", choices: [AssetID(root: "static", path: "a"): Choice(bump: .next)])
    #expect(
      String(decoding: recovery.contents, as: UTF8.self) == """
        {"format": 2, "project": "2f70", "choices": [
          {"root": "static", "strategy": null, "bump": "next", "token": null, "paths": ["a"]}
        ]}

        """)
  }

  @Test("assets that have the same choice stand together, names that are not UTF-8 in hex")
  func groups() throws {
    let recovery = Recovery(
      project: "/p",
      choices: [
        AssetID(root: "static", path: "a"): Choice(bump: .next),
        AssetID(root: "static", path: "b"): Choice(strategy: .date),
        AssetID(root: "static", path: "c\"d"): Choice(bump: .next),
        AssetID(root: "static", path: BytePath(bytes: [0x64, 0xFF])): Choice(bump: .next),
      ])
    #expect(
      String(decoding: recovery.contents, as: UTF8.self) == #"""
        {"format": 2, "project": "2f70", "choices": [
          {"root": "static", "strategy": null, "bump": "next", "token": null, "paths": ["a", "c\"d", ["64ff"]]},
          {"root": "static", "strategy": "date", "bump": "keep", "token": null, "paths": ["b"]}
        ]}

        """#)
    #expect(Recovery(recovery.contents) == recovery)
  }

  @Test("what an earlier version kept, an asset an object, is read")
  func earlier() throws {
    let text = """
      {"format": 1, "project": "2f70", "choices": [
        {"root": "static", "path": "61", "strategy": null, "bump": "next", "token": null}
      ]}

      """
    #expect(
      Recovery(Array(text.utf8))
        == Recovery(
          project: "/p", choices: [AssetID(root: "static", path: "a"): Choice(bump: .next)]))
  }

  @Test("a damaged text is none, wherever it is damaged")
  func damaged() throws {
    let contents = try sample().contents
    for length in 0..<(contents.count - 2) {
      #expect(Recovery(Array(contents[..<length])) == nil)
    }
    for text in ["", "{}", "[]", #"{"format": 3, "project": "", "choices": []}"#] {
      #expect(Recovery(Array(text.utf8)) == nil)
    }
  }

  @Test("its file is named after the digest of the project's path")
  func path() {
    // printf /p | sha256sum
    #expect(
      Recovery.path(of: "/p", in: "/home/me/.local/state")
        == "/home/me/.local/state/assetbump/00d74baf14ea415c.json")
    #expect(
      Recovery.path(of: "/p", in: "/home/me/.local/state", session: 2)
        == "/home/me/.local/state/assetbump/00d74baf14ea415c-2.json")
  }
}
