import Values

/// A part of a file that a reader must tell apart from what stands around it: for tests that hold it
/// against another reader.
package struct Lexeme: Hashable, Sendable {
  /// What it is.
  package var kind: Kind
  /// Where it stands.
  package var range: Range<Int>
  /// The text as it is meant, of an attribute or URL.
  package var text: [UInt8] = []

  /// What a part is.
  package enum Kind: String, Sendable {
    case string, template, comment, expression, element, attribute, url
  }

  /// What a file is read as.
  package enum Language: String, Sendable {
    case script, page, style, python
  }
}

extension ReferenceScan {
  /// Keeps a part, where somebody wants them.
  @inline(__always) func note(_ kind: Lexeme.Kind, _ range: Range<Int>) {
    if keepsLexemes { lexemes.append(Lexeme(kind: kind, range: range)) }
  }

  /// Keeps an attribute, where somebody wants them.
  @inline(__always) func note(_ name: Range<Int>, _ value: Range<Int>) {
    if keepsLexemes {
      let text = slice(name).map(\.lowered) + [UInt8(ascii: "=")] + text(value).bytes
      lexemes.append(Lexeme(kind: .attribute, range: value, text: text))
    }
  }

  /// Keeps a part with its text, where somebody wants them.
  @inline(__always) func note(
    _ kind: Lexeme.Kind, _ range: Range<Int>, _ text: @autoclosure () -> TargetText
  ) {
    if keepsLexemes {
      lexemes.append(Lexeme(kind: kind, range: range, text: text().bytes))
    }
  }
}

extension Lexeme {
  /// The parts of a file, in the order of their starts.
  package static func all(of contents: [UInt8], in language: Language) -> [Lexeme] {
    contents.withUnsafeBufferPointer { bytes in
      let scan = ReferenceScan(bytes, file: "x", rules: ReferenceRules())
      scan.keepsLexemes = true
      let whole = 0..<bytes.count
      // What stands in what was read is no part of it.
      scan.depth = ReferenceScan.maximumDepth
      switch language {
      case .script: scan.scanJavaScript(whole)
      case .page: scan.scanHTML(whole)
      case .style: scan.scanCSS(whole, hasLineComments: false)
      case .python: scan.scanCode(whole, .python)
      }
      return scan.lexemes.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
  }
}
