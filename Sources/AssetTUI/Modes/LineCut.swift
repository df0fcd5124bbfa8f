import Screen
import Site
import Values

/// A changed line cut to a width around what changes in it, its old side and its new one alike.
struct LineCut {
  /// The columns of a row.
  let columns: Int
  /// What stands for text that is cut off.
  let ellipsis: String

  /// The rows of a line: a pair for each stretch of changes that one row has room for.
  func rows(of line: ChangedLine) -> [(old: [StyledText]?, new: [StyledText]?)] {
    guard let old = line.old, let new = line.new else {
      return [
        (line.old.map { [plain($0, .oldPart)] }, line.new.map { [plain($0, .newPart)] })
      ]
    }
    return groups(of: line.changes).map { group in
      let widest = max(
        width(of: old, from: group.first?.old.lowerBound ?? 0, to: group.last?.old.upperBound ?? 0),
        width(of: new, from: group.first?.new.lowerBound ?? 0, to: group.last?.new.upperBound ?? 0))
      return (
        cut(old, group.map(\.old), widest, .oldPart), cut(new, group.map(\.new), widest, .newPart)
      )
    }
  }

  /// Changes that one row has room for, with a few columns of the text around them.
  private func groups(of changes: [ChangedLine.Change]) -> [[ChangedLine.Change]] {
    var groups: [[ChangedLine.Change]] = []
    for change in changes {
      if let first = groups.last?.first,
        change.old.upperBound - first.old.lowerBound <= columns - 16,
        change.new.upperBound - first.new.lowerBound <= columns - 16
      {
        groups[groups.count - 1].append(change)
      } else {
        groups.append([change])
      }
    }
    return groups
  }

  /// A line cut around some stretches of it, which are picked out.
  func around(_ stretches: [Range<Int>], of line: [UInt8], style: Style) -> [StyledText] {
    guard let first = stretches.first, let last = stretches.last else {
      return [StyledText(text: Fit.end(Self.text(line), columns: columns, ellipsis: ellipsis))]
    }
    return cut(
      line, stretches, width(of: line, from: first.lowerBound, to: last.upperBound), style)
  }

  private func width(of line: [UInt8], from start: Int, to end: Int) -> Int {
    ColumnWidth.of(Self.text(line[start..<min(end, start + columns * 4)]))
  }

  /// A whole line that comes or goes, from its first character on.
  private func plain(_ line: [UInt8], _ style: Style) -> StyledText {
    let text = Self.text(line.prefix(columns * 4)[...].drop(while: Self.isBlank))
    return StyledText(text: Fit.end(text, columns: columns, ellipsis: ellipsis), style: style)
  }

  /// The line around its changes.
  ///
  /// - Parameter widest: the columns of the changes on the side that has more.
  private func cut(
    _ line: [UInt8], _ changes: [Range<Int>], _ widest: Int, _ style: Style
  ) -> [StyledText] {
    guard let first = changes.first, let last = changes.last else { return [] }
    let before = Self.text(
      line[..<first.lowerBound].drop(while: Self.isBlank).suffix(columns * 4)
        .drop(while: Self.isContinuation))
    let after = Self.text(line[last.upperBound...].prefix(columns * 4))
    let mark = ColumnWidth.of(ellipsis) + 1
    let room = max(0, columns - widest)
    let (beforeWidth, afterWidth) = (ColumnWidth.of(before), ColumnWidth.of(after))
    // What one side does not need the other one has.
    let lead = min(beforeWidth, max(room / 2, room - afterWidth))
    var parts: [StyledText] = []
    if lead < beforeWidth {
      let text = lead > mark ? Self.fromWord(Self.end(of: before, columns: lead - mark)) : ""
      parts.append(StyledText(text: lead >= mark ? "\(ellipsis) " : "", style: .hint))
      parts.append(StyledText(text: text))
    } else {
      parts.append(StyledText(text: before))
    }
    var place = first.lowerBound
    for change in changes {
      if place < change.lowerBound {
        parts.append(StyledText(text: Self.text(line[place..<change.lowerBound])))
      }
      parts.append(StyledText(text: Self.text(line[change].prefix(columns * 4)), style: style))
      place = change.upperBound
    }
    let used = parts.reduce(0) { $0 + ColumnWidth.of($1.text) }
    let rest = columns - used
    if rest < 0, let index = parts.indices.last {
      let text = parts[index].text
      parts[index].text = Fit.end(
        text, columns: max(1, ColumnWidth.of(text) + rest), ellipsis: ellipsis)
    } else if afterWidth <= rest {
      parts.append(StyledText(text: after))
    } else if rest >= mark {
      parts.append(StyledText(text: Self.toWord(Self.start(of: after, columns: rest - mark))))
      parts.append(StyledText(text: " \(ellipsis)", style: .hint))
    }
    return parts.filter { !$0.text.isEmpty }
  }

  /// Bytes as they are shown, tabs as a blank.
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    VisibleText.of(bytes.map { $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0 })
  }

  /// As much of the start of a text as there are columns for.
  private static func start(of text: String, columns: Int) -> String {
    Fit.end(text, columns: columns, ellipsis: "")
  }

  /// As much of the end of a text as there are columns for.
  private static func end(of text: String, columns: Int) -> String {
    Fit.start(text, columns: columns, ellipsis: "")
  }

  /// The text from its first whole word on, where little is lost by that.
  private static func fromWord(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard let blank = bytes.prefix(mostLost).firstIndex(of: UInt8(ascii: " ")) else { return text }
    return String(decoding: bytes[(blank + 1)...], as: UTF8.self)
  }

  /// The text up to its last whole word, where little is lost by that.
  private static func toWord(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard let blank = bytes.suffix(mostLost).lastIndex(of: UInt8(ascii: " ")) else { return text }
    return String(decoding: bytes[..<blank], as: UTF8.self)
  }

  /// The most bytes that are given up for a whole word.
  private static let mostLost = 14

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
