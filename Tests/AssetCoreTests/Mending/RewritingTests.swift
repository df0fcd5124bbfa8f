import AssetCore
import Glibc
import Planning
import References
import Site
import TestSupport
import Testing
import Values

@Suite("Rewriting as a property")
struct RewritingTests {
  /// The number of documents, in steps of 100; ASSETBUMP_TEST_DOCUMENTS asks for more.
  private static let count =
    getenv("ASSETBUMP_TEST_DOCUMENTS").flatMap { Int(String(cString: $0)) } ?? 2000

  @Test("generated documents get the new tokens and nothing else, and go back to the last byte")
  func documents() throws {
    var tokenCount = 0
    for start in stride(from: 0, to: Self.count, by: 100) {
      tokenCount += try check((start..<start + 100).map { GeneratedDocument($0) })
    }
    #expect(tokenCount > 3 * Self.count, "the documents hold tokens")
  }

  /// Bumps some documents together; gives the number of their tokens.
  private func check(_ documents: [GeneratedDocument]) throws -> Int {
    var files: [String: String] = [:]
    for asset in GeneratedDocument.assets { files["static/" + asset] = "new " + asset }
    let records = Dictionary(
      uniqueKeysWithValues: GeneratedDocument.assets.map { ($0, ("0", "old " + $0)) })
    let site = try LiteralSite(
      files, records: records, settings: "[strategy]\ndefault = \"date\"\n")
    for document in documents {
      site.disk.write(document.before, to: BytePath("/site").appending(document.file))
    }
    let plan = try site.bump()
    let tokens = GeneratedDocument.assets.map { _ in "20260822" }
    for document in documents {
      let now = site.disk.contents(of: BytePath("/site").appending(document.file)) ?? []
      if now != document.after(tokens) {
        Issue.record("\(document.file): \(String(decoding: now, as: UTF8.self))")
      }
    }
    #expect(plan.mended.rewritten.count == documents.reduce(0) { $0 + $1.tokenCount })
    #expect(try site.plan().isEmpty)
    try restore(documents, plan, on: site)
    return plan.mended.rewritten.count
  }

  /// Scans again and puts the old tokens back in the places found then.
  private func restore(
    _ documents: [GeneratedDocument], _ plan: Plan, on site: LiteralSite
  ) throws {
    let project = try Project.open("/site", in: site.disk)
    let inventory = try Workspace(of: project, on: site.disk).inventory
    let map = ReferenceReader(of: project, on: site.disk).read(inventory)
    let found = LiteralReferences(map, of: project).changeable.filter {
      $0.reference.token.text.elementsEqual("20260822".utf8)
    }
    #expect(found.count == plan.mended.rewritten.count)
    let places = Dictionary(grouping: zip(found, plan.mended.rewritten)) { $0.0.reference.file }
    for document in documents {
      var bytes = site.disk.contents(of: BytePath("/site").appending(document.file)) ?? []
      for (now, before) in places[document.file, default: []].reversed() {
        guard let range = now.reference.token.range else { continue }
        bytes.replaceSubrange(range, with: before.reference.token.text)
      }
      #expect(bytes == document.before)
    }
  }
}
