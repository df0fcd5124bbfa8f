import Formats
import Site

/// Colours of text output, or none.
struct Paint {
  let isOn: Bool

  /// A colour, by what it means.
  enum Colour: String {
    case stale = "33"
    case new = "34"
    case error = "1;31"
    case added = "36"
    case removed = "35"
    case heading = "1"
    case dim = "2"
  }

  /// The text in a colour (ECMA-48, SGR), or as it is.
  func callAsFunction(_ text: String, _ colour: Colour?) -> String {
    guard isOn, let colour, !text.isEmpty else { return text }
    return "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m"
  }

  /// Adds a text in a colour, or as it is.
  func append(_ text: ArraySlice<UInt8>, _ colour: Colour?, to line: inout [UInt8]) {
    if isOn, colour != nil {
      line += self(String(decoding: text, as: UTF8.self), colour).utf8
    } else {
      line += text
    }
  }
}

extension Status {
  /// The colour of the status's word.
  var colour: Paint.Colour? {
    switch self {
    case .fresh, .unhashed: nil
    case .untracked: .dim
    case .stale: .stale
    case .new: .new
    case .missing, .unreadable: .error
    }
  }
}

extension UnifiedDiff {
  /// The diff in colours.
  func text(_ paint: Paint) -> String {
    lines.map { line in
      let colour: Paint.Colour? =
        switch line.kind {
        case .file: .heading
        case .place: .dim
        case .context: nil
        case .removed: .removed
        case .added: .added
        }
      return paint(line.text, colour)
    }.joined(separator: "\n")
  }
}
