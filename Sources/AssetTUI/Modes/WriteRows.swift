import Formats
import Planning
import Screen
import Site
import Values

/// Makes the rows of the write screen for a width.
struct WriteRows {
  let screen: WriteScreen
  let columns: Int
  let ellipsis: String
  let arrow: String

  /// The rows: what did not fit above, then each file with its changes, then the records; or the whole
  /// diff.
  var all: [WriteRow] {
    screen.isWhole ? notes + diff : notes + files + records
  }

  private var notes: [WriteRow] {
    let lines = screen.notes.flatMap { Wrap.lines($0, columns: max(8, columns - 2)) }
    return lines.map {
      WriteRow(kind: .note, gutter: " ", parts: [StyledText(text: $0, style: .warning)])
    }
  }

  private var files: [WriteRow] {
    screen.files.flatMap { file -> [WriteRow] in
      let count = Words.count(file.lines.count, "change", "changes")
      let name = Fit.path(
        VisibleText.of(file.name), columns: max(8, columns - 4 - count.utf8.count),
        ellipsis: ellipsis)
      let head = WriteRow(
        kind: .file, gutter: " ",
        parts: [
          StyledText(text: name, style: .heading), StyledText(text: "  \(count)", style: .hint),
        ])
      return [head] + file.lines.flatMap { rows(of: $0) }
    }
  }

  private func rows(of line: ChangedLine) -> [WriteRow] {
    let room = max(8, columns - WriteRow.gutterColumns - 1)
    let number = String(line.number)
    let blanks = String(repeating: " ", count: max(0, 4 - number.utf8.count))
    func pair(_ old: [[StyledText]], _ new: [[StyledText]]) -> [WriteRow] {
      func side(_ rows: [[StyledText]], _ kind: WriteRow.Kind, _ sign: String, _ head: String)
        -> [WriteRow]
      {
        rows.enumerated().map { index, parts in
          WriteRow(
            kind: kind, gutter: index == 0 ? "\(head) \(sign) " : "       ", parts: parts)
        }
      }
      let isNew = old.isEmpty
      var rows =
        side(old, .old, "-", blanks + number)
        + side(new, .new, "+", isNew ? blanks + number : "    ")
      if !rows.isEmpty { rows[0].beginsChange = true }
      return rows
    }
    if screen.wraps {
      return pair(
        wrapped(line.old, line.changes.map(\.old), .oldPart, room),
        wrapped(line.new, line.changes.map(\.new), .newPart, room))
    }
    return LineCut(columns: room, ellipsis: ellipsis).rows(of: line).flatMap {
      pair($0.old.map { [$0] } ?? [], $0.new.map { [$0] } ?? [])
    }
  }

  /// A whole line over as many rows as it takes, so many at most.
  private func wrapped(
    _ line: [UInt8]?, _ changes: [Range<Int>], _ style: Style, _ room: Int
  ) -> [[StyledText]] {
    guard let line else { return [] }
    var rows: [[StyledText]] = [[]]
    var width = 0
    func add(_ text: String, _ style: Style) {
      for scalar in text.unicodeScalars {
        let scalarWidth = max(0, ColumnWidth.of(scalar))
        if width + scalarWidth > room {
          rows.append([])
          width = 0
        }
        let row = rows.count - 1
        if rows[row].last?.style != style { rows[row].append(StyledText(text: "", style: style)) }
        rows[row][rows[row].count - 1].text.unicodeScalars.append(scalar)
        width += scalarWidth
      }
    }
    let most = room * Self.mostWrapped
    var place = 0
    for change in changes where change.lowerBound < most {
      add(LineCut.text(line[place..<change.lowerBound]), .plain)
      add(LineCut.text(line[change]), style)
      place = change.upperBound
    }
    add(LineCut.text(line[place..<max(place, min(line.count, most))]), .plain)
    if line.count > most { rows.append([StyledText(text: ellipsis, style: .hint)]) }
    return rows
  }

  /// The most rows that a wrapped line takes.
  private static let mostWrapped = 40

  private var records: [WriteRow] {
    let list = screen.list
    guard !list.rows.isEmpty else { return [] }
    let count = Words.count(list.rows.count, "record", "records")
    let head = WriteRow(
      kind: .file, gutter: " ",
      parts: [
        StyledText(text: screen.versionsName, style: .heading),
        StyledText(text: "  \(count)", style: .hint),
      ])
    let shown =
      list.rows.count > WriteScreen.mostRecords ? WriteScreen.mostRecords - 1 : list.rows.count
    let rows = list.rows.prefix(shown).map { change in
      WriteRow(kind: .record, gutter: "   ", parts: parts(of: change), beginsChange: true)
    }
    let rest = list.rows.count - shown
    return [head] + rows
      + (rest > 0
        ? [
          WriteRow(
            kind: .more, gutter: "   ",
            parts: [StyledText(text: "\(ellipsis) \(rest) more (z opens)", style: .hint)])
        ] : [])
  }

  /// One asset: `path  old → new`; on narrow screens without the old token.
  private func parts(of change: ChangeList.Row) -> [StyledText] {
    let room = columns - 4
    let old = columns < 40 ? 0 : min(screen.list.oldColumns, room / 4)
    let new = min(screen.list.newColumns, columns < 40 ? room / 2 : room / 4)
    let middle = ColumnWidth.of(arrow) + 2
    let name = min(screen.list.nameColumns, max(4, room - old - new - middle - 2))
    let path = Fit.path(change.name, columns: name, ellipsis: ellipsis)
    let oldText = Fit.end(change.old, columns: old, ellipsis: ellipsis)
    var parts = [StyledText(text: Fit.pad(path, columns: name + (old == 0 ? 0 : 2)))]
    if old > 0 {
      parts.append(
        StyledText(text: String(repeating: " ", count: max(0, old - ColumnWidth.of(oldText)))))
      parts.append(StyledText(text: oldText, style: .removed))
    }
    parts.append(StyledText(text: " \(arrow) ", style: .hint))
    parts.append(
      StyledText(
        text: Fit.pad(Fit.end(change.new, columns: new, ellipsis: ellipsis), columns: new),
        style: change.isDrop ? .error : .added))
    let used = parts.reduce(0) { $0 + ColumnWidth.of($1.text) }
    if !change.remark.isEmpty, room - used > 8 {
      parts.append(
        StyledText(
          text: "  " + Fit.end(change.remark, columns: room - used - 2, ellipsis: ellipsis),
          style: .hint))
    }
    return parts
  }

  /// The whole diff, the signs apart from the text, which moves sideways; what changes is picked out.
  private var diff: [WriteRow] {
    screen.plan.fileEdits.flatMap { edit in
      let changes = DiffChanges(edit)
      return UnifiedDiff(edit).lines.enumerated().map { row(of: $1, changes.stretches[$0] ?? []) }
    }
  }

  private func row(of line: UnifiedDiff.Line, _ changes: [Range<Int>]) -> WriteRow {
    switch line.kind {
    case .file, .place:
      return WriteRow(
        kind: .file, gutter: " ",
        parts: [StyledText(text: line.text, style: line.kind == .file ? .heading : .hint)])
    case .context:
      return WriteRow(
        kind: .diff, gutter: "  ",
        parts: [StyledText(text: LineCut.text(line.bytes.dropFirst()))])
    case .removed, .added:
      let isOld = line.kind == .removed
      let bytes = Array(line.bytes.dropFirst())
      var parts: [StyledText] = []
      var place = 0
      for change in changes {
        parts.append(
          StyledText(
            text: LineCut.text(bytes[place..<change.lowerBound]), style: isOld ? .removed : .added))
        parts.append(
          StyledText(text: LineCut.text(bytes[change]), style: isOld ? .oldPart : .newPart))
        place = change.upperBound
      }
      parts.append(
        StyledText(text: LineCut.text(bytes[place...]), style: isOld ? .removed : .added))
      return WriteRow(
        kind: .diff, gutter: isOld ? " -" : " +", parts: parts.filter { !$0.text.isEmpty },
        beginsChange: !changes.isEmpty && !isOld)
    }
  }
}
