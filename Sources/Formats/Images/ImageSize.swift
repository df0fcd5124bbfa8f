/// The width and height at which a browser shows an image, in CSS pixels.
public struct ImageSize: Hashable, Sendable {
  /// The width, at least 1.
  public let width: Int
  /// The height, at least 1.
  public let height: Int

  /// Makes a size; nil where a side is not from 1 to 2147483647.
  public init?(width: Int, height: Int) {
    guard (1...Self.longest).contains(width), (1...Self.longest).contains(height) else {
      return nil
    }
    self.width = width
    self.height = height
  }

  /// The size that an image's own header gives: PNG, GIF, JPEG, WebP, AVIF or SVG, known by its
  /// bytes and not by its name.
  ///
  /// The header is believed: it may lie about what follows. EXIF orientation counts in JPEG alone,
  /// where every browser turns the image by it.
  ///
  /// - Parameter bytes: the file, or its first ``headerLimit`` bytes.
  /// - Returns: nil for another format, a header that is cut off or makes no sense, and for an SVG
  ///   without a size of its own.
  public init?(of bytes: ArraySlice<UInt8>) {
    let reader = ByteReader(bytes)
    let size: ImageSize? =
      if reader.byte(0) == 0x89 {
        PNGHeader.size(reader)
      } else if reader.holds("GIF8", at: 0) {
        GIFHeader.size(reader)
      } else if reader.byte(0) == 0xFF {
        JPEGHeader.size(reader)
      } else if reader.holds("RIFF", at: 0) {
        WebPHeader.size(reader)
      } else if reader.holds("ftyp", at: 4) {
        AVIFHeader.size(reader)
      } else {
        SVGHeader.size(reader)
      }
    guard let size else { return nil }
    self = size
  }

  /// The size of the image turned by a quarter.
  var turned: ImageSize { ImageSize(unchecked: height, width) }

  /// The number of bytes of a file that its header is looked for in, 256 KiB: JPEG puts colour
  /// profiles and previews, at most 64 KiB apiece, before the size.
  public static let headerLimit = 256 * 1024

  private static let longest = Int(Int32.max)

  private init(unchecked width: Int, _ height: Int) {
    self.width = width
    self.height = height
  }
}
