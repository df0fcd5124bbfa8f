/// What a program sent to a terminal, taken apart into text and sequences.
struct SentText {
  /// The control sequences (`ESC [ …`), without their ESC.
  private(set) var sequences: [String] = []
  /// What ncurses never sends by itself: control characters outside of sequences, sequences that
  /// change more than the screen, characters that a terminal hides or turns text round by.
  private(set) var surprises: [String] = []

  /// Takes apart bytes that are wholly UTF-8; where they are not, that is a surprise.
  init(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      surprises = ["bytes that are not UTF-8"]
      return
    }
    // The one question for the ground's colour (xterm, OSC 11) that the program itself asks.
    let question = "\u{1B}]11;?\u{7}"
    let parts = text.split(separator: question, maxSplits: 1, omittingEmptySubsequences: false)
    let own = String(parts.joined())
    var rest = own.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\u{1B}" { takeSequence(&rest) } else { take(scalar) }
    }
  }

  /// The sequences that set a colour (ECMA-48, SGR 30 to 49; 90 to 107 of aixterm).
  var colors: [String] {
    sequences.filter { sequence in
      guard sequence.hasSuffix("m") else { return false }
      return sequence.dropFirst().dropLast().split(separator: ";").contains { parameter in
        Int(parameter).map { (30...49).contains($0) || (90...107).contains($0) } ?? false
      }
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x08, 0x0A, 0x0D: break  // ncurses moves the cursor by them
    case 0x00...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F,
      0xFE00...0xFE0F,
      0xFEFF, 0xFFFD:
      surprises.append("U+" + String(scalar.value, radix: 16, uppercase: true))
    default: break
    }
  }

  private mutating func takeSequence(_ rest: inout Substring.UnicodeScalarView) {
    guard let kind = rest.popFirst() else { return surprises.append("ESC at the end") }
    switch kind {
    case "[":
      var sequence = "["
      while let scalar = rest.popFirst() {
        sequence.unicodeScalars.append(scalar)
        if (0x40...0x7E).contains(scalar.value) { break }
      }
      sequences.append(sequence)
      // Of the xterm entry: the cursor, erasing, inserting, deleting, scrolling, repeating, modes, colours,
      // and the stack of titles.
      if let last = sequence.last, !"ABCDGHJKLMPSTXZ@bdhlmrt".contains(last) {
        surprises.append(sequence)
      }
    case "(": if rest.popFirst() != "B" { surprises.append("a character set") }
    case "7", "8", "=", ">", "M": break
    default: surprises.append("ESC \(kind)")
    }
  }
}
