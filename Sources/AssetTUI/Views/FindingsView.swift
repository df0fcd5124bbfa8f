import AssetCore
import Planning
import Screen
import Site
import Values

/// View 5: findings by kind over the full width, and under them the one under the cursor with the lines
/// of its file.
struct FindingsView {
  let state: AppState
  let layout: Layout

  /// The rows for findings, and the pane for the one under the cursor.
  private var panes: (list: Pane, detail: Pane) {
    layout.findingPanes
  }

  func draw(on grid: inout Grid) {
    let list = panes.list
    if let header = layout.header {
      grid.put("FINDING", row: header, column: 4, style: .columnHead)
      if list.columns >= 60 {
        grid.put("WHAT", row: header, column: 4 + placeColumns + 1, style: .columnHead)
      }
    }
    guard !state.findings.rows.isEmpty else {
      for (offset, line) in Wrap.lines(emptyText, columns: list.columns - 3).enumerated()
      where offset < list.rows {
        grid.put(line, row: list.firstRow + offset, column: 2, width: list.columns - 2)
      }
      return
    }
    for offset in 0..<list.rows {
      let place = state.findings.top + offset
      guard state.findings.rows.indices.contains(place) else { break }
      drawRow(place, row: list.firstRow + offset, on: &grid)
    }
    if state.showsListCursor {
      grid.cursor = Position(
        row: list.firstRow + state.findings.cursor - state.findings.top, column: 0)
    }
    FindingDetail(state: state, pane: panes.detail).draw(on: &grid)
  }

  /// The columns of places; sentences have the rest.
  private var placeColumns: Int {
    let columns = panes.list.columns - 5
    return columns < 56 ? columns : min(36, columns * 2 / 5)
  }

  private func drawRow(_ place: Int, row: Int, on grid: inout Grid) {
    let item = state.findings.rows[place]
    let columns = panes.list.columns
    let isCursor = place == state.findings.cursor
    if isCursor { grid.put(state.bar, row: row, column: 0, style: .bar) }
    if let heading = item.heading {
      let group = state.findings.groups[heading]
      let isOpen = state.findings.isOpen(group)
      grid.put(state.foldSign(isOpen: isOpen), row: row, column: 2, style: .fold)
      var column = 4
      column += grid.put(group.kind, row: row, column: column, style: .heading) + 1
      column += grid.put(
        FolderCounts.grouped(group.rows.count), row: row, column: column,
        style: group.severity.style)
      let handled = group.rows.count { state.isHandled($0) }
      let words =
        " \(group.severity.rawValue)\(group.rows.count == 1 ? "" : "s")"
        + (handled > 0 ? ", \(handled) handled" : "")
      grid.put(
        words, row: row, column: column, width: max(0, columns - column), style: .hint)
    } else if let finding = state.finding(of: item) {
      if state.isHandled(item) {
        grid.put(state.isUnicode ? "\u{2713}" : "+", row: row, column: 2, style: .pending)
      }
      let width = placeColumns
      let place = self.place(of: finding, columns: width)
      grid.put(place, row: row, column: 4, width: width)
      if columns - 5 > width {
        grid.put(
          Fit.end(finding.message, columns: columns - 5 - width, ellipsis: state.ellipsis),
          row: row, column: 5 + width, style: .hint)
      }
    }
    if isCursor { grid.restyle(row: row, columns: 0..<columns) { $0.isCursor = true } }
  }

  /// The file and line of a finding, else its asset, fitted.
  private func place(of finding: Finding, columns: Int) -> String {
    guard let file = finding.file else {
      return Fit.path(
        finding.id.map(state.name(of:)) ?? finding.message, columns: columns,
        ellipsis: state.ellipsis)
    }
    let line = finding.line.map { ":\($0)" } ?? ""
    return Fit.path(
      VisibleText.of(file), columns: max(1, columns - line.utf8.count), ellipsis: state.ellipsis)
      + line
  }

  private var emptyText: String {
    if state.scan.isRunning || state.references.isReading { return "nothing is found so far" }
    if !state.list.filterText.isEmpty {
      return "no finding matches \"\(VisibleText.of(state.list.filterText))\" - Esc clears"
    }
    return ListScope.findings.emptyText
  }
}

/// The finding under the cursor in full: its sentence, what to do, and the lines of its file.
struct FindingDetail {
  let state: AppState
  let pane: Pane

  func draw(on grid: inout Grid) {
    guard pane.rows > 0 else { return }
    let finding = state.currentFinding
    grid.put(
      String(repeating: state.rule, count: pane.columns), row: pane.firstRow,
      column: pane.firstColumn, width: pane.columns, style: .border)
    let group = state.findings.group(at: state.findings.cursor).map { state.findings.groups[$0] }
    if let title = finding?.kind ?? group?.kind {
      grid.put(
        " \(title) ", row: pane.firstRow, column: pane.firstColumn + 1, width: pane.columns - 1,
        style: .heading)
    }
    for (offset, line) in lines(finding, group).prefix(pane.rows - 1).enumerated() {
      var column = pane.firstColumn + 1
      for part in line {
        let room = pane.firstColumn + pane.columns - column
        column += grid.put(
          part.text, row: pane.firstRow + 1 + offset, column: column, width: room,
          style: part.style)
      }
    }
  }

  private func lines(_ finding: Finding?, _ group: FindingList.Group?) -> [[StyledText]] {
    let columns = max(8, pane.columns - 2)
    guard let finding else {
      guard let group else { return [] }
      let assets = state.findingAssets.count
      let bump = state.keys.keyName(of: .bump) ?? "b"
      let add = state.keys.keyName(of: .addTokens) ?? "+"
      let words = "\(bump) bumps the \(Words.count(assets, "asset", "assets")) of these"
      let more = group.kind.contains("token") ? ", \(add) adds tokens where there are none" : ""
      return Wrap.lines("\(words)\(more)", columns: columns).map {
        [StyledText(text: $0, style: .hint)]
      }
    }
    var place = finding.file.map { VisibleText.of($0) } ?? ""
    if let line = finding.line { place += ":\(line)" }
    if let column = finding.column { place += ":\(column)" }
    let head = [place, finding.id.map(state.name(of:)) ?? ""].filter { !$0.isEmpty }
      .joined(separator: "   ")
    func wrapped(_ text: String, _ style: Style) -> [[StyledText]] {
      text.isEmpty
        ? [] : Wrap.lines(text, columns: columns).map { [StyledText(text: $0, style: style)] }
    }
    return wrapped(finding.message, finding.severity.style)
      + wrapped(state.advice(on: finding) ?? "", .key) + wrapped(head, .hint)
      + excerpt(of: finding, columns: columns)
  }

  /// The lines of the file around the place, the place picked out.
  private func excerpt(of finding: Finding, columns: Int) -> [[StyledText]] {
    guard let lines = state.excerpt(of: finding)?.lines, !lines.isEmpty else { return [] }
    return lines.map { line in
      let isMeant = line.number == finding.line
      let number = String(line.number)
      let head =
        (isMeant ? state.bar : " ")
        + String(repeating: " ", count: max(0, 4 - number.utf8.count)) + number + "  "
      let cut = LineCut(columns: max(8, columns - 7), ellipsis: state.ellipsis)
      guard isMeant, let column = finding.column,
        let stretch = Self.stretch(at: column, in: line.bytes)
      else {
        let text = LineCut.text(line.bytes)
        return [
          StyledText(text: head, style: .hint),
          StyledText(
            text: Fit.end(text, columns: max(8, columns - 7), ellipsis: state.ellipsis),
            style: isMeant ? .plain : .hint),
        ]
      }
      return [StyledText(text: head, style: .key)]
        + cut.around([stretch], of: line.bytes, style: .match)
    }
  }

  /// What stands at a column, from 1 in Unicode scalars: up to the quote, blank or bracket behind it.
  private static func stretch(at column: Int, in line: [UInt8]) -> Range<Int>? {
    var (start, scalars) = (0, 1)
    while start < line.count, scalars < column {
      start += 1
      if start < line.count, line[start] & 0xC0 != 0x80 { scalars += 1 }
    }
    guard start < line.count else { return nil }
    let ends: Set<UInt8> = [0x22, 0x27, 0x20, 0x29, 0x3E, 0x09, 0x60]
    let end = line[(start + 1)...].firstIndex { ends.contains($0) } ?? line.count
    return start..<end
  }
}

extension Layout {
  /// Where findings stand, over the full width, and under them the one under the cursor.
  var findingPanes: (list: Pane, detail: Pane) {
    var (above, below) = (list, list)
    let rows = list.rows + (isSideBySide ? 0 : preview?.rows ?? 0)
    let columns = list.columns + (isSideBySide ? (preview?.columns ?? 0) + 1 : 0)
    let detail = rows >= 24 ? 12 : rows >= 18 ? 9 : rows >= 10 ? 4 : rows >= 6 ? 3 : 0
    (above.rows, above.columns) = (rows - detail, columns)
    below.firstRow = above.firstRow + above.rows
    (below.rows, below.columns) = (detail, columns)
    return (above, below)
  }
}
