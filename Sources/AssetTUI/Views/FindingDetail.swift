import AssetCore
import Planning
import Screen
import Site
import Values

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
      guard group != nil else { return [] }
      return state.adviceOnKind.flatMap { Wrap.lines($0, columns: columns) }
        .map { [StyledText(text: $0, style: .hint)] }
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
    let ends: Set<UInt8> = [
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: " "), UInt8(ascii: ")"),
      UInt8(ascii: ">"), UInt8(ascii: "\t"), UInt8(ascii: "`"),
    ]
    let end = line[(start + 1)...].firstIndex { ends.contains($0) } ?? line.count
    return start..<end
  }
}
