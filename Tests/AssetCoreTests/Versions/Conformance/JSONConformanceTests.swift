import TestSupport
import Testing

/// The reader held against RFC 8259, case by case, in the order of nst/JSONTestSuite: what every
/// parser must accept, what every parser must refuse, and what each decides for itself.
///
/// What is said about a text is tested in `JSONReaderTests`.
@Suite("JSON, held against RFC 8259") struct JSONConformanceTests {
  static let accepted =
    JSONCase.accepted + DecidedJSON.numbers + DecidedJSON.deep + everyEscapedControl
  static let refused =
    JSONCase.refused + DecidedJSON.halves + DecidedJSON.twice + DecidedJSON.marks
    + DecidedJSON.tooDeep + [JSONCase("text_of_no_byte", [UInt8]())] + everyRawControl + everyCut

  private static let everyEscapedControl = (0..<0x20).map { code in
    JSONCase(
      "escaped_control_\(code)", "\"\\u00\(code < 16 ? "0" : "")\(String(code, radix: 16))\"")
  }

  private static let everyRawControl = (0..<0x20).map { code in
    JSONCase("raw_control_\(code)", [0x22, UInt8(code), 0x22])
  }

  /// A text of every kind of value, ended before each of its bytes.
  private static let everyCut: [JSONCase] = {
    let text = #"{"a":[-1.5e+3,"é\n\ud83d\ude00",true,false,null,{"b":{}}],"c":""}"#
    return text.utf8.indices.map { end in
      let bytes = Array(text.utf8[..<end])
      return JSONCase("cut_to_\(bytes.count)", bytes)
    }
  }()

  @Test("texts that are JSON", arguments: accepted)
  func accepts(text: JSONCase) throws {
    let canonical = try #require(JSONConformance.canonical(text.bytes))
    // Read again it is the same: nothing is lost but white space.
    #expect(JSONConformance.canonical(canonical) == canonical)
  }

  @Test("texts that are none", arguments: refused)
  func refuses(text: JSONCase) {
    #expect(JSONConformance.canonical(text.bytes) == nil)
  }

  /// Three objects of the file are round the value there, so it may be less deep.
  @Test("the same, as the member of a versions file that it does not know")
  func inAVersionsFile() {
    for text in Self.accepted where !text.name.hasSuffix("_128") {
      for place in JSONConformance.Place.allCases {
        #expect(place.accepts(text.bytes), "\(text.name), \(place)")
      }
    }
    for text in Self.refused {
      for place in JSONConformance.Place.allCases {
        #expect(!place.accepts(text.bytes), "\(text.name), \(place)")
      }
    }
  }

  @Test("each text of one byte")
  func oneByte() {
    for byte in UInt8.min...UInt8.max {
      #expect((JSONConformance.canonical([byte]) != nil) == (0x30...0x39).contains(byte))
    }
  }

  /// Python's `json`, told to be as strict: no NaN, no key twice, no half pair, not too deep.
  @Test("Python thinks the same of them")
  func python() throws {
    let all = (Self.accepted + Self.refused).map(\.bytes)
    #expect(try JSONConformance.python(all) == all.map { JSONConformance.canonical($0) != nil })
  }

  @Test("Python thinks the same of every two bytes in a string")
  func everyPair() throws {
    var texts: [[UInt8]] = []
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max { texts.append([0x22, first, second, 0x22]) }
    }
    #expect(try JSONConformance.differences(texts) == [])
  }

  @Test("Python thinks the same of texts with bytes changed, left out and put in", arguments: 1...4)
  func changed(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let seeds = Self.accepted.map(\.bytes).filter { $0.count < 200 }
    let alphabet =
      Array(#"[]{}:,"\/bfnrtu0123456789aefl+-.E "#.utf8) + [0, 9, 10, 0x80, 0xC3, 0xFF]
    let texts = (0..<5000).map { _ in
      var text = seeds.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let at = Int.random(in: 0...text.count, using: &random)
        let byte = alphabet.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text.insert(byte, at: at)
        case 1 where at < text.count: text[at] = byte
        case 2 where at < text.count: text.remove(at: at)
        default: text.insert(contentsOf: seeds.randomElement(using: &random) ?? [], at: at)
        }
      }
      return text
    }
    #expect(try JSONConformance.differences(texts) == [])
  }
}
