import Values

/// A JSON value that is printed; members stand in the order given.
public indirect enum JSONOutput: Equatable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number.
  case number(Int)
  /// A text.
  case string(String)
  /// Values in brackets.
  case array([JSONOutput])
  /// Members in braces.
  case object([(String, JSONOutput)])

  /// The text of an optional, or `null`.
  public static func optional(_ text: String?) -> JSONOutput {
    text.map { .string($0) } ?? .null
  }

  /// The value as JSON text (RFC 8259), each element of a top-level member's array on its own line.
  ///
  /// What a terminal could act on is escaped also where JSON need not escape it.
  public var text: String {
    text(depth: 0)
  }

  /// The value as JSON text where it stands in so many objects and arrays.
  package func text(depth: Int) -> String {
    var bytes: [UInt8] = []
    append(to: &bytes, depth: depth)
    let text = String(decoding: bytes, as: UTF8.self)
    // Outside strings all is ASCII, and JSON escapes the controls of ASCII but for DEL.
    if bytes.allSatisfy({ $0 < 0x7F }) { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.value >= 0x7F && VisibleText.isHidden(scalar) {
        shown.append(contentsOf: JSONOutput.escaped(scalar).unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// `\u202e`; two of them for a scalar beyond the first plane (RFC 8259, section 7).
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    UTF16.encode(scalar).map { units in
      units.map { "\\u" + HexText.of([UInt8($0 >> 8), UInt8($0 & 0xFF)]) }.joined()
    } ?? ""
  }

  private func append(to bytes: inout [UInt8], depth: Int) {
    switch self {
    case .null: bytes += "null".utf8
    case .boolean(let isTrue): bytes += (isTrue ? "true" : "false").utf8
    case .number(let number): bytes += "\(number)".utf8
    case .string(let text): JSONText.append(Array(text.utf8), to: &bytes)
    case .array(let values):
      let breaks = depth == 1 && !values.isEmpty
      JSONOutput.append(values, "[", "]", breaks: breaks, to: &bytes) { value, bytes in
        value.append(to: &bytes, depth: depth + 1)
      }
    case .object(let members):
      JSONOutput.append(members, "{", "}", breaks: false, to: &bytes) { member, bytes in
        JSONText.append(Array(member.0.utf8), to: &bytes)
        bytes += ": ".utf8
        member.1.append(to: &bytes, depth: depth + 1)
      }
    }
  }

  private static func append<Element>(
    _ elements: [Element], _ open: String, _ close: String, breaks: Bool, to bytes: inout [UInt8],
    _ body: (Element, inout [UInt8]) -> Void
  ) {
    bytes += open.utf8
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes += (breaks ? "," : ", ").utf8 }
      if breaks { bytes += "\n  ".utf8 }
      body(element, &bytes)
    }
    if breaks { bytes += "\n".utf8 }
    bytes += close.utf8
  }

  /// Compares values, objects member by member in their order.
  public static func == (left: JSONOutput, right: JSONOutput) -> Bool {
    left.text == right.text
  }
}
