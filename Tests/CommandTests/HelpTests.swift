import Disk
import TestSupport
import Testing
import Values

/// The manual on a terminal, which script(1) makes; it writes CR LF.
@Suite struct HelpTests {
  private static func shown(_ pager: String) throws -> [String] {
    let folder = try TemporaryFolder()
    let result = try Assetbump.shell(
      "script -qec \"'\(try Assetbump.path())' help glossary\" /dev/null", in: folder,
      environment: ["PAGER": pager, "TERM": "xterm"])
    #expect(result.status == 0)
    return String(decoding: result.output.utf8.filter { $0 != 0x0D }, as: UTF8.self).lines
  }

  private static func glossary() throws -> [String] {
    let file = Tool.repository.appending("Sources/Manual/glossary.md")
    return String(decoding: try DiskFileSystem().read(file, limit: 1 << 20), as: UTF8.self).lines
  }

  @Test func topicInThePager() throws {
    let lines = try Self.glossary().dropLast().map { "| " + $0 }
    #expect(try Self.shown("sed 's/^/| /'") == lines + [""])
  }

  /// Where there is no such pager, the topic is shown all the same.
  @Test(arguments: ["/nowhere/pager", "cat"])
  func topicWithoutAPager(pager: String) throws {
    let lines = try Self.glossary()
    let shown = try Self.shown(pager)
    #expect(shown.filter { lines.contains($0) } == lines)
  }
}
