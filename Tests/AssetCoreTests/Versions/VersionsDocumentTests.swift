import Disk
import Site
import TestSupport
import Testing
import Values

@Suite("The versions file as it lies on disk")
struct VersionsDocumentTests {
  private static let canonical = """
    {
      "format": 1,
      "assets": {
        "static": {
          "a.css": {"token": "v1", "sha256": "\(Digest.of([1]).hex)", "bumped": "2026-11-22"}
        }
      }
    }

    """
  private static let other = canonical.replacing("v1", with: "v2")

  private static func document(_ text: String?) throws -> VersionsDocument {
    let contents = text.map { Array($0.utf8) }
    return VersionsDocument(
      path: "/p/v.json", name: "v.json", contents: contents,
      file: try contents.map { try VersionsFile(parsing: $0, name: "v.json") } ?? VersionsFile())
  }

  @Test("two have the same contents where their bytes are the same, whatever they say")
  func sameContents() throws {
    let texts = [
      nil, Self.canonical, Self.other, Self.canonical + "\n",
      Self.canonical.replacing("\n", with: " "),
    ]
    for left in texts {
      for right in texts {
        #expect(
          try Self.document(left).hasSameContents(as: Self.document(right)) == (left == right))
      }
    }
  }

  @Test("a file that was written is the one that is read")
  func written() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.canonical, to: "asset-versions.json")
    let project = Project(folder: folder.path, settings: Settings(), source: .conventions)
    let read = try VersionsDocument.read(of: project, from: DiskFileSystem())
    #expect(try read.hasSameContents(as: Self.document(Self.canonical)))
    #expect(try !read.hasSameContents(as: Self.document(Self.other)))
  }
}
