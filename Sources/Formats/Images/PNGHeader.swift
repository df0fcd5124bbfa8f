/// The header of a PNG (W3C PNG, third edition, section 5 and 11.2.1).
enum PNGHeader {
  /// The size in the IHDR chunk, which is the first.
  static func size(_ file: ByteReader) -> ImageSize? {
    guard file.bigEndian(0, bytes: 8) == signature, file.bigEndian(8, bytes: 4) == 13,
      file.holds("IHDR", at: 12), let width = file.bigEndian(16, bytes: 4),
      let height = file.bigEndian(20, bytes: 4)
    else { return nil }
    return ImageSize(width: width, height: height)
  }

  /// The first eight bytes of every PNG, `\x89PNG\r\n\x1a\n`, as a number: its highest bit is set.
  private static let signature = Int(bitPattern: 0x8950_4E47_0D0A_1A0A)
}
