import References
import Values

/// A reference as a line of a table.
struct Line {
  /// What a reference is known by.
  struct Key: Hashable {
    var file: String
    var line: Int
    var target: String
  }

  var key: Key
  var column: Int
  var form: String
  var context: String
  var status: String
  var tokenKind: String
  var token: String
  var resolved: String

  init(_ reference: Reference, _ resolution: Resolution) {
    // An expression in a string is a row of dots, one for each byte, in the tables.
    var target = reference.target
    if reference.call == nil {
      for case .hole(let range) in reference.parts {
        let low = range.lowerBound - reference.targetRange.lowerBound
        guard low >= 0 else { continue }
        for index in low..<min(target.count, low + range.count) { target[index] = 0 }
      }
    }
    key = Key(
      file: String(decoding: reference.file.bytes, as: UTF8.self), line: reference.position.line,
      target: Self.withSingleHoles(
        target.map { $0 == 0 ? "·" : String(decoding: [$0], as: UTF8.self) }.joined(), target))
    column = reference.position.column
    form = reference.form.rawValue
    context = reference.context.rawValue
    status = resolution.status.rawValue
    tokenKind = resolution.tokenKind.rawValue
    token = String(decoding: reference.token.text, as: UTF8.self)
    resolved = resolution.file.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  init(fields: [Substring]) {
    key = Key(
      file: String(fields[0]), line: Int(fields[1]) ?? 0,
      target: Self.withSingleHoles(String(fields[9]), Array(fields[9].utf8)))
    column = Int(fields[2]) ?? 0
    form = String(fields[3])
    context = String(fields[4])
    status = String(fields[5])
    tokenKind = String(fields[6])
    token = String(fields[8])
    resolved = String(fields[10])
  }

  /// A text with rows of dots made one; bytes beyond ASCII as they are.
  private static func withSingleHoles(_ text: String, _ bytes: [UInt8]) -> String {
    let whole = text.contains("·") ? text : String(decoding: bytes, as: UTF8.self)
    var result = whole.reduce(into: "") { if $1 != "·" || $0.last != "·" { $0.append($1) } }
    if let open = result.firstRange(of: "{{"), let close = result.firstRange(of: "}}") {
      result.replaceSubrange(open.lowerBound..<close.upperBound, with: "·")
    }
    // A computed argument stands with its quotes in the tables, a plain one without.
    if result.count > 2, result.first == "\"", result.last == "\"" {
      result = String(result.dropFirst().dropLast())
    }
    return result
  }
}

/// A table of references: tab-separated, a heading first.
struct Table {
  let lines: [Line]

  init(_ bytes: [UInt8]) {
    lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map {
      Line(fields: $0.split(separator: "\t", omittingEmptySubsequences: false))
    }
  }
}
