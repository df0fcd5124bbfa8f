import Screen

/// Text over several lines.
enum Wrap {
  /// Breaks a text into lines of this many columns at most, at spaces where there are any.
  static func lines(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var width = 0
    var lastSpace: (index: String.UnicodeScalarView.Index, width: Int)?
    scalars: for scalar in text.unicodeScalars {
      let scalarWidth = max(0, ColumnWidth.of(scalar))
      // A second time where what is carried over leaves no room for a wide character.
      while width > 0 && width + scalarWidth > columns {
        if scalar == " " {
          lines.append(String(line))
          (line, width, lastSpace) = (.init(), 0, nil)
          continue scalars
        }
        if let space = lastSpace {
          lines.append(String(line[..<space.index]))
          line = String.UnicodeScalarView(line[line.index(after: space.index)...])
          width -= space.width + 1
        } else {
          lines.append(String(line))
          (line, width) = (.init(), 0)
        }
        lastSpace = nil
      }
      if scalar == " " { lastSpace = (line.endIndex, width) }
      line.append(scalar)
      width += scalarWidth
    }
    lines.append(String(line))
    return lines
  }
}
