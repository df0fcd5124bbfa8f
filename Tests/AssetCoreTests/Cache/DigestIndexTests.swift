import Glibc
import TestSupport
import Testing

@testable import AssetCore

@Suite("Digests kept from one run to the next")
struct DigestIndexTests {
  private static func stamp(_ inode: UInt64, changed: Int64 = 5) -> FileStamp {
    FileStamp(device: 1, inode: inode, size: 3, modified: 4, changed: changed)
  }

  private static let digest = Digest.of(Array("a".utf8))

  /// An index whose file holds some stamps.
  private static func contents(_ stamps: [FileStamp]) -> [UInt8] {
    DigestTable.contents(of: stamps.map { ($0, digest) })
  }

  @Test("a file is known in just the state in which it was read")
  func lookUp() {
    let stamps = (0..<100).map { Self.stamp($0 * 7 % 101) }
    let index = DigestIndex(Self.contents(stamps))
    for stamp in stamps { #expect(index.digest(of: stamp) == Self.digest) }
    for change in [\FileStamp.size, \.device, \.inode] {
      var other = stamps[5]
      other[keyPath: change] += 1000
      #expect(index.digest(of: other) == nil)
    }
    for change in [\FileStamp.modified, \.changed] {
      var other = stamps[5]
      other[keyPath: change] -= 1
      #expect(index.digest(of: other) == nil)
    }
  }

  @Test("what was seen or read is kept, what was not is left out")
  func update() throws {
    let index = DigestIndex(Self.contents([1, 2, 3].map { Self.stamp($0) }))
    for inode in [1, 2, 3] as [UInt64] { _ = index.digest(of: Self.stamp(inode)) }
    #expect(index.updatedContents() == nil)

    let other = DigestIndex(Self.contents([1, 2, 3].map { Self.stamp($0) }))
    _ = other.digest(of: Self.stamp(1))
    other.note(Self.digest, of: Self.stamp(2, changed: 6), since: 3_000_000_000)
    let updated = DigestIndex(try #require(other.updatedContents()))
    #expect(updated.digest(of: Self.stamp(1)) == Self.digest)
    #expect(updated.digest(of: Self.stamp(2)) == nil)
    #expect(updated.digest(of: Self.stamp(2, changed: 6)) == Self.digest)
    #expect(updated.digest(of: Self.stamp(3)) == nil)
  }

  @Test(
    "a file that was written just before it was read is not kept",
    arguments: [
      // Times with a fraction: a tick of the kernel's clock.
      (1_000_000_001, 1_000_000_001, 1_020_000_001, false),
      (1_000_000_001, 1_000_000_001, 1_020_000_002, true),
      (1_000_000_001, 1_500_000_000, 1_510_000_000, false),
      // Whole seconds: the two seconds of FAT.
      (1_000_000_000, 1_000_000_000, 2_999_999_999, false),
      (1_000_000_000, 1_000_000_000, 3_000_000_001, true),
      // A clock that was set back.
      (9_000_000_001, 9_000_000_001, 5_000_000_000, false),
    ])
  func racy(modified: Int64, changed: Int64, read: Int64, isKept: Bool) {
    let stamp = FileStamp(device: 1, inode: 1, size: 1, modified: modified, changed: changed)
    let index = DigestIndex()
    index.note(Self.digest, of: stamp, since: read)
    #expect((index.updatedContents() != nil) == isKept)
  }

  @Test("a damaged file, one cut off anywhere, or of another version is none")
  func damaged() {
    let whole = Self.contents([1, 2, 3].map { Self.stamp($0) })
    #expect(whole.count == 32 + 3 * 72)
    func isKnown(_ contents: [UInt8]) -> Bool {
      DigestIndex(contents).digest(of: Self.stamp(2)) != nil
    }
    #expect(isKnown(whole))
    for count in whole.indices { #expect(!isKnown(Array(whole.prefix(count)))) }
    #expect(!isKnown(whole + [0]))
    for place in whole.indices where !(12..<16).contains(place) {
      for bit in 0..<8 {
        var other = whole
        other[place] ^= 1 << bit
        #expect(!isKnown(other), "\(place) \(bit)")
      }
    }
  }

  @Test("of a file that was read twice the later digest counts")
  func twice() {
    let (first, second) = (Digest.of([1]), Digest.of([2]))
    let index = DigestIndex(
      DigestTable.contents(of: [(Self.stamp(1, changed: 1), first), (Self.stamp(1), second)]))
    #expect(index.digest(of: Self.stamp(1)) == second)
    #expect(index.digest(of: Self.stamp(1, changed: 1)) == nil)
  }
}

@Suite("Digests kept from one run to the next, on a real disk")
struct DigestCacheTests {
  private let folder: TemporaryFolder
  private var file: BytePath { folder.path.appending("static/a.css") }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("one", to: "static/a.css")
    try setTimes(1_700_000_000)
  }

  /// Sets the times of the file, long ago; its ctime is now.
  private func setTimes(_ seconds: Int) throws {
    let times = [timespec(tv_sec: seconds, tv_nsec: 1), timespec(tv_sec: seconds, tv_nsec: 1)]
    try #require(utimensat(AT_FDCWD, VisibleText.of(file), times, 0) == 0)
  }

  /// Waits until the kernel's clock has moved on so far that the file is at rest.
  private func waitUntilAtRest() throws {
    var status = stat()
    repeat {
      try #require(stat(VisibleText.of(file), &status) == 0)
    } while !FileStamp(status).isAtRest(at: FileStamp.now)
  }

  private func digest(_ index: DigestIndex) throws -> Digest {
    try DiskFileSystem(knowing: index).digest(of: file) { false }.digest
  }

  /// An index of another run that knows the file by a digest that is not its own, so that it shows
  /// whether the file is read.
  private func lying() throws -> (DigestIndex, Digest) {
    try waitUntilAtRest()
    var status = stat()
    try #require(stat(VisibleText.of(file), &status) == 0)
    let lie = Digest.of(Array("a lie".utf8))
    return (DigestIndex(DigestTable.contents(of: [(FileStamp(status), lie)])), lie)
  }

  @Test("an unchanged file is not read again")
  func unchanged() throws {
    let (index, lie) = try lying()
    #expect(try digest(index) == lie)
    #expect(try DiskFileSystem().digest(of: file) { false }.digest == Digest.of(Array("one".utf8)))
  }

  @Test("a file changed with its size and times put back is read: its ctime tells")
  func timesPutBack() throws {
    let (index, _) = try lying()
    try folder.write("two", to: "static/a.css")
    try setTimes(1_700_000_000)
    #expect(try digest(index) == Digest.of(Array("two".utf8)))
  }

  @Test("what a run read the next one knows; a file that was written just now it reads again")
  func nextRun() throws {
    let cache = DigestCache(project: folder.path, in: folder.path.appending("cache"))
    try waitUntilAtRest()
    let first = cache.index()
    _ = try digest(first)
    cache.save(first)
    var status = stat()
    try #require(stat(VisibleText.of(file), &status) == 0)
    #expect(cache.index().digest(of: FileStamp(status)) == Digest.of(Array("one".utf8)))
    let name = Digest.of(folder.path.bytes).hex.prefix(16)
    #expect(folder.names(in: "cache/assetbump") == [BytePath("\(name).digests")])
  }

  @Test("a cache folder that cannot be made or written is no error")
  func noFolder() throws {
    try folder.write("a file", to: "cache")
    let cache = DigestCache(project: folder.path, in: folder.path.appending("cache"))
    try waitUntilAtRest()
    let index = cache.index()
    #expect(try digest(index) == Digest.of(Array("one".utf8)))
    cache.save(index)
    #expect(folder.contents(of: "cache") == Array("a file".utf8))
  }
}
