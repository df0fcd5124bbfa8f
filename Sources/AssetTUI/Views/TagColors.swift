import Screen

/// Colours the plain pieces of a tag's line: its name, the names of attributes, their values.
enum TagColors {
  /// The pieces with the tag's name and the names of attributes apart; the others stay as they are.
  ///
  /// - Parameter isStart: whether the tag begins with the line.
  static func colored(_ parts: [StyledText], isStart: Bool) -> [StyledText] {
    var isQuoted = false
    var isName = isStart
    var colored: [StyledText] = []
    func add(_ scalar: Unicode.Scalar, _ style: Style) {
      if colored.last?.style == style {
        colored[colored.count - 1].text.unicodeScalars.append(scalar)
      } else {
        colored.append(StyledText(text: String(scalar), style: style))
      }
    }
    for part in parts {
      guard part.style == .plain else {
        colored.append(part)
        continue
      }
      for scalar in part.text.unicodeScalars {
        if scalar == "\"" { isQuoted.toggle() }
        let isBracket = !isQuoted && (scalar == "<" || scalar == ">" || scalar == "/")
        if isName, scalar == " " { isName = false }
        add(
          scalar,
          isQuoted || scalar == "\"" ? .plain : isName || isBracket ? .tag : .hint)
        if isBracket, scalar == "<" { isName = true }
        if isBracket, scalar == ">" { isName = false }
      }
    }
    return colored
  }
}
