import Formats
import TestSupport
import Testing

@Suite("Sizes of SVG images")
struct SVGSizeTests {
  private static func size(_ text: String) -> [Int]? {
    ImageSize(of: Array(text.utf8)[...]).map { [$0.width, $0.height] }
  }

  @Test(
    "width, height and view box",
    arguments: [
      (#"width="640" height="480""#, [640, 480]),
      (#"width='640px' height=' 480 '"#, [640, 480]),
      (#"width = "1in" height="2.54CM""#, [96, 96]),
      (#"width="25.4mm" height="101.6q""#, [96, 96]),
      (#"width="72pt" height="6pc""#, [96, 96]),
      (#"width="2em" height="1.5rem""#, [32, 24]),
      (#"width="1e2" height="1.5E+1px""#, [100, 15]),
      (#"width=".4" height="2.5""#, [1, 3]),
      (#"width="24" height="24" viewBox="0 0 100 50""#, [24, 24]),
      (#"viewBox="0 0 100 50""#, [100, 50]),
      (#"viewBox="-1,-2,100.4 , 49.6""#, [100, 50]),
      (#"width="100%" height="100%" viewBox="0 0 100 50""#, [100, 50]),
      (#"width="auto" height="-3" viewBox="0 0 100 50""#, [100, 50]),
      (#"width="200" viewBox="0 0 100 50""#, [200, 100]),
      (#"height="200" viewBox="0 0 100 50""#, [400, 200]),
      (#"xmlns="http://www.w3.org/2000/svg" width="1" height="2" style="a>b""#, [1, 2]),
    ])
  func sizes(_ attributes: String, _ size: [Int]) {
    #expect(Self.size("<svg \(attributes)>") == size)
    #expect(Self.size("<svg:svg \(attributes)/>") == size)
  }

  @Test(
    "no size",
    arguments: [
      "", #"width="640""#, #"height="1""#, #"width="100%" height="100%""#,
      #"width="0" height="1""#, #"width="1" height="1" width="1""#,
      #"width="1ex" height="1""#, #"width="50vw" height="1" viewBox="0 0 1 1""#,
      #"width="&w;" height="1" viewBox="0 0 1 1""#, #"viewBox="0 0 0 1""#, #"viewBox="0 0 1""#,
      #"viewBox="0 0 1 1 1""#, #"viewBox="0 0 a 1""#, #"viewBox="0 0 -1 1""#,
      #"width="1e400" height="1""#, #"width="3000000000" height="1""#, #"width=1 height=1"#,
      #"width="1" height="1" x"#, #"width="1" height="1" x="<""#, #"width="." height="+""#,
    ])
  func none(_ attributes: String) {
    #expect(Self.size("<svg \(attributes)>") == nil)
  }

  @Test(
    "what may stand before the root",
    arguments: [
      "\u{FEFF}", "<?xml version='1.0'?>\n", "<!-- <svg> -->", " \t\r\n<!----><?a ?> ",
      "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://a/b>c.dtd\">",
      "<!DOCTYPE svg [ <!ENTITY a \"]>\"> <!-- don't > --> ]>",
    ])
  func prolog(_ prolog: String) {
    #expect(Self.size(prolog + #"<svg width="1" height="2">"#) == [1, 2])
    for end in 0..<prolog.utf8.count {
      #expect(Self.size(String(decoding: prolog.utf8.prefix(end), as: UTF8.self)) == nil)
    }
  }

  /// A size or none, never a trap: each prefix, and 2,000 times some other bytes in it.
  @Test func liesAndCuts() {
    let text =
      Array(
        "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a '>'>]><!-- a --><svg width='2.5cm' "
          .utf8) + Array("height=\"1e1\" viewBox='0,0 10 20'><path d='M0'/></svg>".utf8)
    let whole = Self.size(String(decoding: text, as: UTF8.self))
    #expect(whole == [94, 10])
    for end in text.indices {
      let size = ImageSize(of: text[..<end]).map { [$0.width, $0.height] }
      #expect(size == nil || size == whole)
    }
    var generator = SeededGenerator(seed: 9)
    let letters = Array("<>?!-[]'\"=/ .,e+%0199svgwidthx\0\u{FF}".utf8)
    for _ in 0..<2000 {
      var lying = text
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        lying[Int.random(in: lying.indices, using: &generator)] =
          letters[Int.random(in: letters.indices, using: &generator)]
      }
      #expect(ImageSize(of: lying[...]).map { $0.width > 0 && $0.height > 0 } ?? true)
    }
  }

  @Test(
    "what is no SVG",
    arguments: [
      "", "svg", "<", "<svg", "<html width='1' height='1'>", "<!DOCTYPE svg", "<?xml", "<!--",
      "< svg width='1' height='1'>", "<svg width='1' height='1'", "a<svg width='1' height='1'>",
      "<svgs width='1' height='1'>", "<:>", "<>", "</svg>",
    ])
  func others(_ text: String) {
    #expect(Self.size(text) == nil)
  }
}
