import Screen

/// What the status letters mean, and the signs beside them.
enum StatusLetters {
  private static let words = [
    "S stale", "N new", "M missing", "E unreadable", "? unread", ". untracked", "+ pending",
    "* marked", "! needs you",
  ]

  /// The legend, in lines that cut no word; what does not fit into the greatest number of lines is
  /// left out.
  static func lines(columns: Int, most: Int) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.utf8.count + 2 + word.utf8.count <= columns {
        lines[lines.count - 1] += "  " + word
      } else if word.utf8.count <= columns {
        lines.append(word)
      }
    }
    return Array(lines.prefix(most))
  }
}
