/// The header of a WebP (RFC 9649, section 2).
enum WebPHeader {
  /// The size in the first chunk: of the canvas, or of the one frame there is.
  static func size(_ file: ByteReader) -> ImageSize? {
    guard file.holds("WEBP", at: 8) else { return nil }
    if file.holds("VP8 ", at: 12) { return lossy(file.from(20)) }
    if file.holds("VP8L", at: 12) { return lossless(file.from(20)) }
    if file.holds("VP8X", at: 12) { return extended(file.from(20)) }
    return nil
  }

  /// A key frame of VP8 (RFC 6386, section 9.1); the upper two bits of each side are its scale.
  private static func lossy(_ frame: ByteReader) -> ImageSize? {
    guard let tag = frame.byte(0), tag & 1 == 0, frame.bigEndian(3, bytes: 3) == 0x9D012A,
      let width = frame.littleEndian(6, bytes: 2), let height = frame.littleEndian(8, bytes: 2)
    else { return nil }
    return ImageSize(width: width & 0x3FFF, height: height & 0x3FFF)
  }

  /// A lossless frame: 14 bits for each side less one (RFC 9649, section 3.4).
  private static func lossless(_ frame: ByteReader) -> ImageSize? {
    guard frame.byte(0) == 0x2F, let bits = frame.littleEndian(1, bytes: 4) else { return nil }
    return ImageSize(width: (bits & 0x3FFF) + 1, height: (bits >> 14 & 0x3FFF) + 1)
  }

  /// The canvas of the extended format: 24 bits for each side less one.
  private static func extended(_ chunk: ByteReader) -> ImageSize? {
    guard let width = chunk.littleEndian(4, bytes: 3), let height = chunk.littleEndian(7, bytes: 3)
    else { return nil }
    return ImageSize(width: width + 1, height: height + 1)
  }
}
