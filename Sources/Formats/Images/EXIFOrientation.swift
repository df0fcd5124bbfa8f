/// The orientation in an EXIF segment (EXIF 2.32, section 4.6; TIFF 6.0, section 2).
enum EXIFOrientation {
  /// Whether the image is to be turned by a quarter; nil where the segment is no EXIF, false where
  /// it does not say.
  static func isTurned(_ segment: ByteReader) -> Bool? {
    guard segment.holds("Exif\0\0", at: 0) else { return nil }
    let tiff = segment.from(6)
    let isLittle = tiff.holds("II", at: 0)
    guard isLittle || tiff.holds("MM", at: 0) else { return false }
    func number(_ offset: Int, _ width: Int) -> Int? {
      isLittle ? tiff.littleEndian(offset, bytes: width) : tiff.bigEndian(offset, bytes: width)
    }
    guard number(2, 2) == 42, let directory = number(4, 4), let count = number(directory, 2) else {
      return false
    }
    for entry in 0..<count {
      let offset = directory + 2 + 12 * entry
      guard let tag = number(offset, 2) else { return false }
      let isShort = number(offset + 2, 2) == 3 && number(offset + 4, 4) == 1
      if tag == 0x0112 { return isShort && (5...8).contains(number(offset + 8, 2) ?? 0) }
    }
    return false
  }
}
