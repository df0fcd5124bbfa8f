import References
import Values

/// References as lines of text, to be compared with what they ought to be.
enum ReferenceText {
  /// A line for each reference: place, form, context where it is not live, what kind of token with
  /// its name and text, and target; `<>` around what an URL replaces, where that is more.
  static func of(
    _ text: String, in file: BytePath, rules: ReferenceRules = ReferenceRules()
  ) -> [String] {
    of(Array(text.utf8), in: file, rules: rules)
  }

  static func of(
    _ bytes: [UInt8], in file: BytePath, rules: ReferenceRules = ReferenceRules()
  ) -> [String] {
    ReferenceScanner(rules: rules).references(in: bytes, of: file).map { line($0, bytes) }
  }

  private static func line(_ reference: Reference, _ bytes: [UInt8]) -> String {
    var words = ["\(reference.position.line):\(reference.position.column)"]
    words.append(reference.form.rawValue)
    if reference.context != .live { words.append(reference.context.rawValue) }
    if !reference.isCertain { words.append("maybe") }
    if let range = reference.token.range {
      let name = reference.token.parameter.map { text($0) + "=" } ?? ""
      words.append("\(reference.token.kind.rawValue)(\(name)\(text(Array(bytes[range]))))")
    } else if reference.token.kind != .none {
      words.append(reference.token.kind.rawValue)
    }
    words.append(text(Array(bytes[reference.targetRange])))
    if reference.urlRange != reference.targetRange {
      words.append("<\(text(Array(bytes[reference.urlRange])))>")
    }
    return words.joined(separator: " ")
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
