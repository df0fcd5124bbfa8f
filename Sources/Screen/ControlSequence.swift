/// A control sequence (`ESC [ …`) taken apart (ECMA-48, section 5.4).
struct ControlSequence {
  /// The private marker before the parameters (`<`, `=`, `>` or `?`), or nil.
  let marker: UInt8?
  /// The parameters, each with its parts between colons; an empty one is 0.
  let parameters: [[Int]]
  /// Whether bytes UInt8(ascii: " ") to UInt8(ascii: "/") stand before the final byte.
  let hasIntermediates: Bool
  /// The byte that ends the sequence and says what it is.
  let final: UInt8

  /// Takes apart the bytes of a whole sequence, `ESC [` included.
  init?(_ raw: [UInt8]) {
    guard raw.count >= 3, let final = raw.last else { return nil }
    self.final = final
    var body = raw[2..<raw.count - 1]
    if let first = body.first, (0x3C...0x3F).contains(first) {
      marker = first
      body = body.dropFirst()
    } else {
      marker = nil
    }
    let text = body.prefix { (0x30...0x3F).contains($0) }
    hasIntermediates = text.count < body.count
    parameters =
      text.isEmpty
      ? []
      : text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
        $0.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
          .map(ControlSequence.number)
      }
  }

  /// A parameter's first part; 0 where it is missing or empty.
  func parameter(_ index: Int) -> Int { part(index, 0) }

  /// A part of a parameter; 0 where it is missing or empty.
  func part(_ index: Int, _ part: Int) -> Int {
    guard index < parameters.count, part < parameters[index].count else { return 0 }
    return parameters[index][part]
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return 0 }
      value = min(value * 10 + Int(digit - 0x30), 0xFF_FFFF)
    }
    return value
  }
}
