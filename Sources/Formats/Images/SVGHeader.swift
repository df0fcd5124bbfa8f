/// The root element of an SVG (SVG 2, sections 5.1.2, 8.2 and 8.10), in UTF-8.
enum SVGHeader {
  /// The size that `width`, `height` and `viewBox` give.
  ///
  /// A side that is missing, or a percentage, is made up for by the shape of the view box; where both
  /// are, its own numbers are the size. Browsers then take 300 by 150 and fit the shape in, which
  /// nobody wants for an image in a page.
  static func size(_ file: ByteReader) -> ImageSize? {
    guard let root = XMLRootTag(file.bytes), root.name == "svg" else { return nil }
    let box = root.attributes["viewBox"].flatMap(viewBox)
    let sides = ["width", "height"].map { root.attributes[$0].map(SVGLength.init) ?? .none }
    switch (sides[0], sides[1], box) {
    case (.pixels(let width), .pixels(let height), _): return size(width, height)
    case (.pixels(let width), .none, let box?): return size(width, width * box.height / box.width)
    case (.none, .pixels(let height), let box?):
      return size(height * box.width / box.height, height)
    case (.none, .none, let box?): return size(box.width, box.height)
    default: return nil
    }
  }

  /// Width and height of a view box; nil where it is none, or shows nothing.
  private static func viewBox(_ text: String) -> (width: Double, height: Double)? {
    let isSeparator = { (byte: UInt8) in byte == UInt8(ascii: ",") || XMLRootTag.isSpace(byte) }
    let numbers = text.utf8.split(whereSeparator: isSeparator).map(SVGLength.number)
    guard numbers.count == 4, numbers[0] != nil, numbers[1] != nil, let width = numbers[2],
      let height = numbers[3], width > 0, height > 0
    else { return nil }
    return (width, height)
  }

  private static func size(_ width: Double, _ height: Double) -> ImageSize? {
    let sides = [width, height].map { $0 > 0 ? max(1, $0.rounded()) : 0 }
    guard let width = Int(exactly: sides[0]), let height = Int(exactly: sides[1]) else {
      return nil
    }
    return ImageSize(width: width, height: height)
  }
}
