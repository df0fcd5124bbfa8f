/// The header of a GIF (GIF89a specification, section 18).
enum GIFHeader {
  /// The size of the logical screen.
  static func size(_ file: ByteReader) -> ImageSize? {
    guard file.holds("GIF87a", at: 0) || file.holds("GIF89a", at: 0),
      let width = file.littleEndian(6, bytes: 2), let height = file.littleEndian(8, bytes: 2)
    else { return nil }
    return ImageSize(width: width, height: height)
  }
}
