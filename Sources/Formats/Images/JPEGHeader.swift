/// The header of a JPEG (ITU-T T.81, annex B; EXIF 2.32, section 4).
enum JPEGHeader {
  /// The size in the first frame header, turned where the EXIF orientation says so.
  ///
  /// A height of zero, which a DNL marker behind the first scan makes up for, is no size here.
  static func size(_ file: ByteReader) -> ImageSize? {
    guard file.bigEndian(0, bytes: 2) == 0xFFD8 else { return nil }
    var offset = 2
    var isTurned: Bool?
    while let marker = file.byte(offset + 1), file.byte(offset) == 0xFF {
      switch marker {
      case 0xFF: offset += 1  // a fill byte
      case 0x01, 0xD0...0xD8: offset += 2  // no length behind it
      case 0x00, 0xD9, 0xDA: return nil  // no marker, the end, or a scan without a frame
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        guard let height = file.bigEndian(offset + 5, bytes: 2),
          let width = file.bigEndian(offset + 7, bytes: 2)
        else { return nil }
        let size = ImageSize(width: width, height: height)
        return isTurned == true ? size?.turned : size
      default:
        guard let length = file.bigEndian(offset + 2, bytes: 2), length >= 2 else { return nil }
        if marker == 0xE1, isTurned == nil {
          isTurned = EXIFOrientation.isTurned(file.slice((offset + 4)..<(offset + 2 + length)))
        }
        offset += 2 + length
      }
    }
    return nil
  }
}
