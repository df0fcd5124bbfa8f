import Disk
import Site
import TestSupport
import Testing
import Values

/// What one look at a project's folders finds.
@Suite struct ProjectListingTests {
  private let folder: TemporaryFolder
  private let disk = DiskFileSystem()
  /// All files that are to be found, in the order of their bytes.
  private let files: [BytePath]

  /// Names that sort otherwise as folders, with a slash behind them, than as names.
  private static let folders = ["a", "a-b", "a.b", "a0", "z"]
  private static let names = ["a.css", "a", "z.css", "b.txt", "~"]

  init() throws {
    folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 6)
    var files: Set<BytePath> = []
    for _ in 0..<120 {
      let depth = Int.random(in: 0...3, using: &random)
      let names = (0..<depth).map { _ in Self.folders.randomElement(using: &random) ?? "a" }
      // A folder and a file of one name are told apart by the letter.
      let name = "f" + (Self.names.randomElement(using: &random) ?? "a")
      files.insert(BytePath((names + [name]).joined(separator: "/")))
    }
    for file in files { try folder.write("x", to: file) }
    self.files = files.sorted()
    for hidden in [".git/a.css", "a/.b.css", "node_modules/a.css", "a/dist/b.css"] {
      try folder.write("x", to: BytePath(hidden))
    }
    try folder.makeLink("linked", to: "a")
  }

  private func listing(_ passedOver: [BytePath] = [], states: Bool = false) -> ProjectListing {
    ProjectListing(of: folder.path, on: disk, outside: passedOver, statesFiles: states)
  }

  @Test(arguments: [false, true])
  func allFilesInOrder(states: Bool) {
    #expect(files.count > 60)
    #expect(listing(states: states).paths == files)
  }

  @Test func whatIsLeftOutComesBack() {
    for passedOver: [BytePath] in [["a"], ["a-b", "z/a"], ["a/a", "a"], ["none"]] {
      let some = listing(passedOver)
      #expect(
        some.paths == files.filter { path in !passedOver.contains(where: path.isBelow) })
      #expect(some.whole(on: disk).paths == files)
    }
  }

  /// Of the files that are not wanted the first of each folder is given.
  @Test func theFirstOfEachFolder() {
    let isWanted: @Sendable (BytePath) -> Bool = { path in
      path.name.suffix(4).elementsEqual(".css".utf8)
    }
    var seen: Set<BytePath> = []
    let wanted = files.filter { file in seen.insert(file.folder).inserted || isWanted(file) }
    #expect(wanted.count < files.count)
    #expect(
      ProjectListing(of: folder.path, on: disk, isWanted: isWanted).paths == wanted)
  }

  @Test func calledOff() {
    var asked = 0
    let listing = ProjectListing(
      of: folder.path, on: disk,
      isCancelled: {
        asked += 1
        return asked > 1
      })
    #expect(asked == 2)
    #expect(listing.paths.allSatisfy { !$0.bytes.contains(BytePath.slash) })
  }

  @Test func whatCannotBeListedHasNoListing() throws {
    let listing = ProjectListing(of: folder.appending("none"), on: disk)
    #expect(listing.folders.count == 1 && listing.folders[0].listing == nil)
    #expect(listing.paths == [])
  }
}
