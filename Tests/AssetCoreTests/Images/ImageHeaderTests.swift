import Formats
import Testing

/// Headers put together by hand, as no program writes them.
@Suite("Image headers")
struct ImageHeaderTests {
  private static func size(_ bytes: [UInt8]) -> [Int]? {
    ImageSize(of: bytes[...]).map { [$0.width, $0.height] }
  }

  private static func big(_ number: Int, _ width: Int = 4) -> [UInt8] {
    (0..<width).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  // MARK: - PNG and GIF

  private static func png(length: Int = 13, type: String = "IHDR", _ width: Int, _ height: Int)
    -> [UInt8]
  {
    [0x89] + Array("PNG\r\n\u{1A}\n".utf8) + big(length) + Array(type.utf8) + big(width)
      + big(height)
  }

  @Test func pngs() {
    #expect(Self.size(Self.png(5, 3)) == [5, 3])
    #expect(Self.size(Self.png(0x7FFF_FFFF, 1)) == [0x7FFF_FFFF, 1])
    #expect(Self.size(Self.png(0x8000_0000, 1)) == nil)
    #expect(Self.size(Self.png(0, 3)) == nil)
    #expect(Self.size(Self.png(length: 12, 5, 3)) == nil)
    #expect(Self.size(Self.png(type: "CgBI", 5, 3)) == nil)
    #expect(Self.size([0x89]) == nil)
  }

  @Test func gifs() {
    #expect(Self.size(Array("GIF87a".utf8) + [0x2C, 1, 3, 0]) == [300, 3])
    #expect(Self.size(Array("GIF88a".utf8) + [0x2C, 1, 3, 0]) == nil)
    #expect(Self.size(Array("GIF89a".utf8) + [0, 0, 3, 0]) == nil)
  }

  // MARK: - JPEG

  private static let frame: [UInt8] = [0xFF, 0xC0, 0, 11, 8, 0, 3, 0, 5, 1, 0, 0, 0]

  private static func jpeg(_ segments: [UInt8]...) -> [UInt8] {
    [0xFF, 0xD8] + segments.joined()
  }

  private static func exif(_ tiff: [UInt8], length: Int? = nil) -> [UInt8] {
    [0xFF, 0xE1] + big(length ?? tiff.count + 8, 2) + Array("Exif\0\0".utf8) + tiff
  }

  /// A directory at an offset with one entry.
  private static func tiff(
    at offset: Int = 8, count: Int = 1, type: Int = 3, values: Int = 1, _ orientation: Int
  ) -> [UInt8] {
    Array("MM".utf8) + big(42, 2) + big(offset) + big(count, 2) + big(0x0112, 2) + big(type, 2)
      + big(values) + big(orientation, 2) + [0, 0]
  }

  @Test func jpegs() {
    #expect(Self.size(Self.jpeg(Self.frame)) == [5, 3])
    #expect(Self.size(Self.jpeg([0xFF, 0xFF, 0xFF], Self.frame)) == [5, 3])
    #expect(Self.size(Self.jpeg([0xFF, 0x01, 0xFF, 0xD0], Self.frame)) == [5, 3])
    #expect(Self.size(Self.jpeg([0xFF, 0xFE, 0, 2], Self.frame)) == [5, 3])
    #expect(Self.size(Self.jpeg([0xFF, 0xFE, 0, 1], Self.frame)) == nil)
    #expect(Self.size(Self.jpeg([0xFF, 0xFE, 0xFF, 0xFF], Self.frame)) == nil)
    #expect(Self.size(Self.jpeg([0xFF, 0xDA, 0, 2], Self.frame)) == nil)
    #expect(Self.size(Self.jpeg([0xFF, 0xD9], Self.frame)) == nil)
    #expect(Self.size(Self.jpeg([0xFF, 0xC4, 0, 2], Self.frame)) == [5, 3])
    #expect(Self.size(Self.jpeg([0xFF, 0xC0, 0, 11, 8, 0, 0, 0, 5])) == nil)
    #expect(Self.size(Self.jpeg([0xFF])) == nil)
  }

  @Test func orientations() {
    for orientation in 0...9 {
      #expect(
        Self.size(Self.jpeg(Self.exif(Self.tiff(orientation)), Self.frame))
          == ((5...8).contains(orientation) ? [3, 5] : [5, 3]))
    }
    let upright = [
      Self.tiff(at: 9, 6), Self.tiff(at: 0x7FFF_FFFF, 6), Self.tiff(at: 0xFFFF_FFFF, 6),
      Self.tiff(count: 0, 6), Self.tiff(type: 4, 6), Self.tiff(values: 2, 6),
      Array(Self.tiff(6).prefix(17)), [], Array("MM".utf8), Array("II".utf8) + [0, 42],
    ]
    for tiff in upright {
      #expect(Self.size(Self.jpeg(Self.exif(tiff), Self.frame)) == [5, 3])
    }
    // The count may promise more than there is, and the first EXIF segment counts.
    let turned = Self.exif(Self.tiff(count: 0xFFFF, 6))
    #expect(Self.size(Self.jpeg(turned, Self.frame)) == [3, 5])
    #expect(Self.size(Self.jpeg(turned, Self.exif(Self.tiff(1)), Self.frame)) == [3, 5])
  }

  // MARK: - WebP

  private static func webp(_ type: String, _ chunk: [UInt8]) -> [UInt8] {
    Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBP".utf8) + Array(type.utf8) + [0, 0, 0, 0] + chunk
  }

  @Test func webps() {
    let frame: [UInt8] = [0, 0, 0, 0x9D, 0x01, 0x2A, 0x2C, 0x41, 3, 0x80]
    #expect(Self.size(Self.webp("VP8 ", frame)) == [300, 3])
    #expect(Self.size(Self.webp("VP8 ", [1] + frame.dropFirst())) == nil)
    #expect(Self.size(Self.webp("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2B, 1, 0, 1, 0])) == nil)
    #expect(Self.size(Self.webp("VP8L", [0x2F, 0x2B, 0x81, 0, 0])) == [300, 3])
    #expect(Self.size(Self.webp("VP8L", [0x2E, 0x2B, 0x81, 0, 0])) == nil)
    #expect(
      Self.size(Self.webp("VP8X", [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0, 0, 0])) == [16_777_216, 1])
    #expect(Self.size(Self.webp("ALPH", frame)) == nil)
    #expect(Self.size(Array(Self.webp("VP8X", []).prefix(17))) == nil)
  }

  // MARK: - AVIF

  private static func box(_ type: String, _ content: [UInt8], size: Int? = nil) -> [UInt8] {
    big(size ?? content.count + 8) + Array(type.utf8) + content
  }

  /// A file whose primary item 1 has the properties of these numbers.
  private static func avif(
    _ indices: [UInt8], properties: [[UInt8]], brand: String = "avif", wide: Bool = false
  ) -> [UInt8] {
    let container = box("ipco", Array(properties.joined()))
    let entry =
      wide
      ? big(1) + [UInt8(indices.count)] + indices.flatMap { [0x80, $0] }
      : big(1, 2) + [UInt8(indices.count)] + indices.map { $0 | 0x80 }
    let other: [UInt8] = (wide ? big(9) : big(9, 2)) + [1] + (wide ? [0, 2] : [2])
    let ipma = box("ipma", (wide ? [1, 0, 0, 1] : [0, 0, 0, 0]) + big(2) + other + entry)
    let pitm = box("pitm", wide ? [1, 0, 0, 0] + big(1) : [0, 0, 0, 0] + big(1, 2))
    let meta = [0, 0, 0, 0] + pitm + box("iprp", container + ipma)
    return box("ftyp", Array(brand.utf8) + [0, 0, 0, 0] + Array("mif1".utf8)) + box("meta", meta)
  }

  @Test func avifs() {
    let size = Self.box("ispe", [0, 0, 0, 0] + Self.big(300) + Self.big(3))
    let small = Self.box("ispe", [0, 0, 0, 0] + Self.big(1) + Self.big(1))
    let turn = { (angle: UInt8) in Self.box("irot", [angle]) }
    let all = [size, small, turn(1), turn(2), turn(3), Self.box("pixi", [0])]
    for wide in [false, true] {
      let cases: [([UInt8], [Int]?)] = [
        ([1], [300, 3]), ([1, 3], [3, 300]), ([1, 4], [300, 3]), ([6, 5, 1], [3, 300]),
        ([2], [1, 1]), ([], nil), ([3], nil), ([0, 7, 1], [300, 3]),
      ]
      for (indices, expected) in cases {
        #expect(Self.size(Self.avif(indices, properties: all, wide: wide)) == expected)
      }
    }
    #expect(Self.size(Self.avif([1], properties: all, brand: "avis")) == [300, 3])
    #expect(Self.size(Self.avif([1], properties: all, brand: "heic")) == nil)
  }

  @Test func lyingBoxes() {
    let size = Self.box("ispe", [0, 0, 0, 0] + Self.big(300) + Self.big(3))
    let file = Self.avif([1], properties: [size])
    let type = Self.box("ftyp", Array("avif".utf8))
    // A box of 64-bit size, or to the end of the file, before or around what is looked for.
    let long = Self.big(1) + Array("free".utf8) + Self.big(16, 8)
    #expect(Self.size(Array(file.prefix(20)) + long + file.dropFirst(20)) == [300, 3])
    let huge = Self.big(1) + Array("free".utf8) + [0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
    #expect(Self.size(type + huge) == nil)
    #expect(Self.size(type + Self.big(1) + Array("free".utf8) + Self.big(15, 8)) == nil)
    #expect(Self.size(type + Self.box("meta", [], size: 7)) == nil)
    #expect(Self.size(type + Self.box("meta", [0], size: 0)) == nil)
    #expect(Self.size(type + Self.box("meta", [], size: 0xFFFF_FFFF)) == nil)
    var open = file
    open.replaceSubrange(20..<24, with: Self.big(0))
    #expect(Self.size(open) == [300, 3])
    for number in [0x7FFF_FFFF, 0xFFFF_FFFF] {
      // The number of entries of `ipma`, which stands before its last eight bytes.
      var lying = file
      let count = lying.count - 12
      lying.replaceSubrange(count..<(count + 4), with: Self.big(number))
      #expect(Self.size(lying) == [300, 3])
    }
  }
}
