import Disk
import Formats
import FoundationEssentials
import TestSupport
import Testing
import Values

/// The sizes of images, held against Pillow, which made them.
@Suite("Sizes of images against Pillow")
struct ImageOracleTests {
  private struct Picture {
    var name: String
    var size: [Int]
    var bytes: [UInt8]
  }

  private static func pictures() throws -> [Picture] {
    let folder = try TemporaryFolder()
    let script = VisibleText.of(Tool.repository.appending("Tests/Flask/images.py"))
    let result = try Command.run(try Tool.python(), [script, VisibleText.of(folder.path)])
    guard result.status == 0 else { throw DemoFailure(text: result.errors) }
    let sizes = try JSONDecoder().decode([String: [Int]].self, from: Data(result.output.utf8))
    return try sizes.sorted { $0.key < $1.key }.map { name, size in
      let file = folder.appending(BytePath(name))
      let bytes = try DiskFileSystem().readStart(of: file, limit: ImageSize.headerLimit)
      return Picture(name: name, size: size, bytes: bytes)
    }
  }

  private static func size(_ bytes: ArraySlice<UInt8>) -> [Int]? {
    ImageSize(of: bytes).map { [$0.width, $0.height] }
  }

  @Test("PNG, GIF, JPEG, WebP and AVIF in every form that Pillow writes")
  func sizes() throws {
    let pictures = try Self.pictures()
    let endings = Dictionary(grouping: pictures) { $0.name.split(separator: ".").last ?? "" }
    #expect(
      endings.mapValues(\.count) == ["png": 36, "gif": 12, "jpg": 54, "webp": 32, "avif": 25])
    for picture in pictures {
      #expect(Self.size(picture.bytes[...]) == picture.size, "\(picture.name)")
    }
  }

  /// Each of the first 4,096 bytes may be the last; behind them every 211th.
  @Test("a file that is cut off has its size or none")
  func truncated() throws {
    for picture in try Self.pictures() {
      let ends =
        Array(0...min(4096, picture.bytes.count))
        + Array(stride(from: 4096, to: picture.bytes.count, by: 211))
      for end in ends {
        let size = Self.size(picture.bytes[..<end])
        if size != nil && size != picture.size {
          Issue.record("\(picture.name) cut to \(end) bytes: \(size ?? [])")
        }
      }
    }
  }

  /// One to four bits in the header, 400 times a file: a size or none, never a trap.
  @Test("a header that lies has a size or none")
  func flipped() throws {
    var generator = SeededGenerator(seed: 7)
    for picture in try Self.pictures() {
      for _ in 0..<400 {
        var bytes = picture.bytes.prefix(4096)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          let place = Int.random(in: 0..<min(bytes.count, 600), using: &generator)
          bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
        }
        let size = Self.size(bytes)
        #expect(size?.allSatisfy { $0 > 0 } ?? true)
      }
    }
  }
}
