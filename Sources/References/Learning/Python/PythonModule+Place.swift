import Values

// Where lines can be added to a file.
extension PythonModule {
  /// The place of lines that follow a call, and of the imports that they need.
  func place(after call: Call) -> Application.Place {
    let start = lineStart(of: call.start)
    let indentation = bytes[start...].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    let end = line(of: call.expression.range.upperBound - 1)
    return Application.Place(
      imports: lastImport(before: call.start) ?? end, calls: end,
      indentation: String(decoding: indentation, as: UTF8.self))
  }

  /// The place at the end of the file.
  func placeAtEnd(hasStorages: Bool) -> Application.Place {
    let count =
      bytes.count { $0 == UInt8(ascii: "\n") }
      + (bytes.last.map { $0 == UInt8(ascii: "\n") } ?? true ? 0 : 1)
    return Application.Place(imports: count, calls: count, hasStorages: hasStorages)
  }

  /// The line at whose end the last of the file's imports before a place ends; nil where there is none.
  private func lastImport(before place: Int) -> Int? {
    let last = statements.last { statement in
      switch statement.kind {
      case .imports, .importsFrom: statement.start < place
      default: false
      }
    }
    guard let last else { return nil }
    var depth = 0
    var index = last.start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "#"):
        while index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "\n") { index += 1 }
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "\n") where depth <= 0: return line(of: index)
      default: break
      }
      index += 1
    }
    return line(of: bytes.count)
  }

  private func lineStart(of place: Int) -> Int {
    var start = place
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return start
  }
}
