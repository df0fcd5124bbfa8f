import Disk
import Planning
import Site
import TestSupport
import Testing
import Values

@testable import AssetCore

/// Pages that an application generates, with their next URLs.
@Suite struct GeneratedPageTests {
  private static func page(_ text: String) throws -> GeneratedPage {
    let folder = try TemporaryFolder()
    try folder.write("[[root]]\nloader = \"elsewhere\"\n", to: "assetbump.toml")
    try folder.write("a", to: "static/new.css")
    let workspace = try Workspace(
      of: Project.open(folder.path, in: DiskFileSystem()), on: DiskFileSystem())
    let url = try #require(WebURL("http://a.example/b/"))
    let day = try #require(CalendarDay(compact: "20260101"))
    return GeneratedPage(
      Array(text.utf8), at: url, assets: ServedAssets(of: workspace, at: url),
      urls: PageURLs(
        project: workspace.project, inventory: workspace.inventory, choices: Choices(),
        rules: workspace.rules(on: day)), written: WrittenTokens())
  }

  /// `printf a | sha256sum` begins with ca978112.
  @Test(arguments: [
    ("<link href=/static/new.css>", "<link href=/static/new.css?v=ca978112>"),
    ("<link href='../static/new.css#x'>", "<link href='../static/new.css?v=ca978112#x'>"),
    ("<link href='/static/new.css?size=2'>", "<link href='/static/new.css?size=2'>"),
    ("<link href=/static/gone.css>", "<link href=/static/gone.css>"),
    ("<link href=//other.example/static/new.css>", "<link href=//other.example/static/new.css>"),
    ("", ""),
  ])
  func next(text: String, expected: String) throws {
    #expect(String(decoding: try Self.page(text).next, as: UTF8.self) == expected)
  }

  @Test("for a browser that opens it as a file relative URLs lead to the site")
  func browser() throws {
    let base = "<base href=\"http://a.example/b/\">"
    for (text, expected) in [
      ("<!doctype html>\n<p>", "<!doctype html>\(base)\n<p>"), ("<p>", "\(base)<p>"),
      ("\u{FEFF} <!DOCTYPE html><p>", "\u{FEFF} <!DOCTYPE html>\(base)<p>"),
      ("<base href=\"/c/\"><p>", "<base href=\"http://a.example/c/\"><base href=\"/c/\"><p>"),
      ("<base href=\"javascript:x\">", "\(base)<base href=\"javascript:x\">"), ("", base),
    ] {
      #expect(try Self.page(text).browserPage == Array(expected.utf8), "\(text)")
    }
  }
}
