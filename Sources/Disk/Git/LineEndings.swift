import Values

/// What a checkout makes of the line ends of a file (gitattributes(5), `text` and `eol`; git 2.39).
struct LineEndings: Equatable, Sendable {
  /// What the attributes and the configuration ask for.
  enum Rule: Equatable, Sendable {
    /// Line ends stay.
    case asKept
    /// Line feeds become CR LF.
    case crlf
    /// They do where the contents look like text that has none.
    case crlfWhereText
  }

  let rule: Rule

  /// Makes it of a file's attributes and of git's configuration.
  ///
  /// - Parameters:
  ///   - text: the value of the attribute `text`, else that of its old name `crlf`.
  ///   - eol: the value of the attribute `eol`.
  ///   - settings: what the configuration says of all files.
  init(text: String, eol: String, _ settings: Settings) {
    switch (text, eol) {
    case ("unset", _): rule = .asKept
    case ("auto", "crlf"): rule = .crlfWhereText
    case (_, "crlf"): rule = .crlf
    case ("input", _), (_, "lf"): rule = .asKept
    case ("auto", _): rule = settings.textIsCRLF ? .crlfWhereText : .asKept
    case ("set", _): rule = settings.textIsCRLF ? .crlf : .asKept
    default: rule = settings.autoCRLF == .on ? .crlfWhereText : .asKept
    }
  }

  /// What `core.autocrlf` and `core.eol` say.
  struct Settings: Equatable, Sendable {
    /// The values of `core.autocrlf`.
    enum AutoCRLF: Equatable, Sendable { case off, on, input }

    var autoCRLF = AutoCRLF.off
    /// Whether `core.eol` is `crlf`.
    var eolIsCRLF = false

    /// The line ends of what is text.
    var textIsCRLF: Bool {
      switch autoCRLF {
      case .on: true
      case .input: false
      case .off: eolIsCRLF
      }
    }

    init() {}

    /// Reads what `git config -z --get-regexp` writes: a name, a line feed and a value, a zero behind
    /// each; the last of a name counts.
    init(parsing output: [UInt8]) {
      for field in output.split(separator: 0) {
        let parts = field.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
          .map { String(decoding: $0, as: UTF8.self).lowercased() }
        // A name alone is true.
        let value = parts.count == 2 ? parts[1] : "true"
        switch parts[0] {
        case "core.autocrlf":
          let isOn = ["true", "yes", "on"].contains(value) || (Int(value).map { $0 != 0 } ?? false)
          autoCRLF = value == "input" ? .input : isOn ? .on : .off
        case "core.eol": eolIsCRLF = value == "crlf"
        default: break
        }
      }
    }
  }

  /// The contents as a checkout writes them.
  func checkedOut(_ contents: [UInt8]) -> [UInt8] {
    switch rule {
    case .asKept: contents
    case .crlf: LineEndings.withCRLF(contents)
    case .crlfWhereText:
      LineEndings.isTextOfLineFeeds(contents) ? LineEndings.withCRLF(contents) : contents
    }
  }

  /// Every line feed with a CR before it.
  package static func withCRLF(_ contents: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(contents.count + contents.count / 16)
    var last: UInt8 = 0
    for byte in contents {
      if byte == UInt8(ascii: "\n"), last != UInt8(ascii: "\r") {
        result.append(UInt8(ascii: "\r"))
      }
      result.append(byte)
      last = byte
    }
    return result
  }

  /// Whether contents have no CR, and no more bytes that are no text than git takes for text: one for
  /// each 128 (`convert_is_binary`).
  private static func isTextOfLineFeeds(_ contents: [UInt8]) -> Bool {
    var (printable, others) = (0, 0)
    for byte in contents {
      switch byte {
      case UInt8(ascii: "\r"), 0: return false
      case UInt8(ascii: "\n"): break
      case 0x08, 0x09, 0x0C, 0x1B, 0x20...UInt8(ascii: "~"), 0x80...: printable += 1
      default: others += 1
      }
    }
    // The end-of-file character of old systems.
    if contents.last == 0x1A { others -= 1 }
    return printable >> 7 >= others
  }
}
