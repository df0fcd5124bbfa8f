/// The header of an AVIF (AV1 Image File Format 1.1; HEIF, ISO/IEC 23008-12; ISO/IEC 14496-12).
enum AVIFHeader {
  /// The size of the primary item, turned where its rotation says so.
  ///
  /// A clean aperture, which crops, is not heeded.
  static func size(_ file: ByteReader) -> ImageSize? {
    guard let type = file.box("ftyp"), isAVIF(type),
      let meta = file.box("meta")?.fullBox,
      let item = meta.box("pitm").flatMap(primaryItem),
      let properties = meta.box("iprp"),
      let container = properties.box("ipco"),
      let associations = properties.box("ipma")
    else { return nil }
    var size: ImageSize?
    var isTurned = false
    let all = container.boxes
    for index in indices(of: item, in: associations) where all.indices.contains(index - 1) {
      let (type, content, _) = all[index - 1]
      if type == "ispe", let width = content.bigEndian(4, bytes: 4),
        let height = content.bigEndian(8, bytes: 4)
      {
        size = ImageSize(width: width, height: height)
      } else if type == "irot", let angle = content.byte(0) {
        isTurned = angle & 1 == 1
      }
    }
    return isTurned ? size?.turned : size
  }

  /// Whether one of the brands, the major or a compatible one, is AVIF's.
  private static func isAVIF(_ type: ByteReader) -> Bool {
    stride(from: 0, to: type.count, by: 4).contains { offset in
      offset != 4 && (type.holds("avif", at: offset) || type.holds("avis", at: offset))
    }
  }

  private static func primaryItem(_ box: ByteReader) -> Int? {
    box.bigEndian(4, bytes: box.byte(0) == 0 ? 2 : 4)
  }

  /// The numbers, from 1, of the properties that an item has.
  private static func indices(of item: Int, in box: ByteReader) -> [Int] {
    guard let version = box.byte(0), let flags = box.byte(3),
      let count = box.bigEndian(4, bytes: 4)
    else { return [] }
    let idWidth = version < 1 ? 2 : 4
    let indexWidth = flags & 1 == 0 ? 1 : 2
    // The highest bit says that a reader must know the property.
    let mask = indexWidth == 1 ? 0x7F : 0x7FFF
    var offset = 8
    for _ in 0..<count {
      guard let id = box.bigEndian(offset, bytes: idWidth),
        let number = box.byte(offset + idWidth).map(Int.init)
      else { return [] }
      offset += idWidth + 1
      if id == item {
        return (0..<number).compactMap { place in
          box.bigEndian(offset + place * indexWidth, bytes: indexWidth).map { $0 & mask }
        }
      }
      offset += number * indexWidth
    }
    return []
  }
}

extension ByteReader {
  /// The contents of the first box of a type (ISO/IEC 14496-12, section 4.2); nil where it is cut off.
  fileprivate func box(_ type: String) -> ByteReader? {
    boxes.first { $0.type == type }.flatMap { $0.isWhole ? $0.content : nil }
  }

  /// What stands in a full box behind version and flags.
  fileprivate var fullBox: ByteReader { from(4) }

  /// The boxes here, one behind the other; the last one may be cut off.
  fileprivate var boxes: [(type: String, content: ByteReader, isWhole: Bool)] {
    var boxes: [(String, ByteReader, Bool)] = []
    var offset = 0
    while let short = bigEndian(offset, bytes: 4), offset <= count - 8 {
      let type = String(decoding: slice((offset + 4)..<(offset + 8)).bytes, as: UTF8.self)
      var header = 8
      var size = short
      if short == 1 {
        // A size of 64 bits; one of more than 2^48 has no place in a file.
        guard let long = bigEndian(offset + 8, bytes: 8), long >> 48 == 0 else { return boxes }
        (size, header) = (long, 16)
      } else if short == 0 {
        size = count - offset  // to the end
      }
      guard size >= header else { return boxes }
      let isWhole = offset + size <= count
      boxes.append((type, slice((offset + header)..<(offset + size)), isWhole))
      offset += size
    }
    return boxes
  }
}
