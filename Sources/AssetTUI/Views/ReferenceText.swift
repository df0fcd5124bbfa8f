import Planning
import References
import Screen
import Site
import Values

/// What the preview says of references to one asset, in lines that fit its width: file and line, form,
/// token, what becomes of it, and what is to be said about it.
struct ReferenceText {
  let state: AppState
  let entry: Entry
  let columns: Int

  /// The lines of a reference.
  ///
  /// - Parameters:
  ///   - index: the reference, in the map.
  ///   - indices: all references to the asset; the first of them say how wide places are.
  ///   - isFull: whether findings stand in lines of their own, in whole sentences.
  func lines(of index: Int, in indices: [Int], isFull: Bool) -> [[StyledText]] {
    guard let found = state.references.map?.all[index] else { return [] }
    let findings = state.references.findings(of: found.reference)
    let head =
      [head(of: found, placeColumns: placeColumns(indices), isFull ? [] : findings)]
      + line(of: found.reference)
    guard isFull else { return head }
    return head + findings.flatMap { lines(of: $0) }
  }

  /// The line that a reference stands in, cut around its token; nothing while it is not read.
  private func line(of reference: Reference) -> [[StyledText]] {
    guard let line = state.line(of: reference), !line.isEmpty else { return [] }
    let cut = LineCut(columns: max(8, columns - 2), ellipsis: state.ellipsis)
    let target = Self.start(ofColumn: reference.position.column, in: line)
    let token = reference.token
    let isWritten = token.kind == .literal || token.kind == .bare
    if isWritten, !token.text.isEmpty,
      let found = line[min(target, line.count)...].firstRange(of: token.text)
    {
      return [[StyledText(text: "  ")] + cut.around([found], of: line, style: .match)]
    }
    let end = min(line.count, target + reference.target.count)
    let stretches = target < end ? [target..<end] : []
    return [[StyledText(text: "  ")] + cut.around(stretches, of: line, style: .plain)]
  }

  /// The place of a column, from 1 in Unicode scalars, among the bytes of a line.
  private static func start(ofColumn column: Int, in line: [UInt8]) -> Int {
    var (place, scalars) = (0, 1)
    while place < line.count, scalars < column {
      place += 1
      if place == line.count || line[place] & 0xC0 != 0x80 { scalars += 1 }
    }
    return place
  }

  /// The words while there is nothing to list; nil where there is.
  var emptyWords: String? {
    guard let map = state.references.map else {
      return state.references.isReading || state.references.isOutdated
        ? "reading references"
        : "the references were not read (\(state.keys.keyName(of: .rescan) ?? "R") reads them)"
    }
    guard map.count(of: entry.id) == 0 else { return nil }
    return "no file of the project names it (a path that is put together is not found)"
  }

  private func head(
    of found: FoundReference, placeColumns: Int, _ findings: [Finding]
  ) -> [StyledText] {
    let reference = found.reference
    var parts: [StyledText] = []
    var left = columns
    func add(_ text: String, _ width: Int, _ style: Style) {
      let room = min(width, left)
      guard room > 1 else { return }
      parts.append(
        StyledText(
          text: Fit.pad(
            Fit.end(text, columns: room - 1, ellipsis: state.ellipsis), columns: room),
          style: style))
      left -= room
    }
    let place = ":\(reference.position.line)"
    let file = Fit.path(
      VisibleText.of(reference.file),
      columns: max(1, min(placeColumns, columns) - 2 - place.utf8.count), ellipsis: state.ellipsis)
    add(file + place, placeColumns, .hint)
    if columns >= 60 { add(reference.form.rawValue, 12, .plain) }
    let token = Self.tokenText(found)
    add(token, max(16, ColumnWidth.of(token) + 3), .plain)
    if let finding = findings.first {
      let more = findings.count > 1 ? " and \(findings.count - 1) more" : ""
      add(finding.kind + more, left, finding.severity.style)
    } else {
      add(remark(on: found), left, .plain)
    }
    return parts
  }

  /// The columns of the longest place among the first references, as far as they leave room for a token.
  private func placeColumns(_ indices: [Int]) -> Int {
    guard let map = state.references.map else { return 0 }
    let widest = indices.prefix(PreviewText.most).reduce(0) { widest, index in
      let reference = map.all[index].reference
      let place = VisibleText.of(reference.file) + ":\(reference.position.line)"
      return max(widest, ColumnWidth.of(place))
    }
    return min(widest + 2, max(12, columns - 20))
  }

  private func lines(of finding: Finding) -> [[StyledText]] {
    let advice = finding.next.map { " - \($0)" } ?? ""
    let text = "\(finding.severity.rawValue): \(finding.kind): \(finding.message)\(advice)"
    return Wrap.lines(text, columns: max(8, columns - 4))
      .map { [StyledText(text: "    "), StyledText(text: $0, style: finding.severity.style)] }
  }

  /// The token as it is written, and in words where it is not.
  private static func tokenText(_ found: FoundReference) -> String {
    let token = found.reference.token
    let name = token.parameter.map { VisibleText.of(BytePath(bytes: $0)) }
    // An expression may be long: no more of it than can be seen.
    let text = VisibleText.of(BytePath(bytes: Array(token.text.prefix(200))))
    switch token.kind {
    case .literal: return "\(name ?? "")=\(text)"
    case .bare: return "?\(text)"
    case .computed, .changing: return "\(name.map { "\($0)=" } ?? ""){\(text)}"
    case .none, .automatic:
      return found.resolution.tokenKind == .automatic ? "added when served" : "no token"
    }
  }

  /// What becomes of the reference, or why nothing does.
  private func remark(on found: FoundReference) -> String {
    let token = found.reference.token
    if found.resolution.status == .wrongCase { return "in other letters than the file" }
    if found.reference.context == .comment { return "in a comment" }
    if found.reference.context == .conditional { return "for old Internet Explorer" }
    if token.kind == .changing { return "another one at each request" }
    guard token.kind == .literal || token.kind == .bare else { return "" }
    if found.source != .own { return "stays: \(LiteralReferences.Reason.source(found.source))" }
    guard entry.tokens == .literal else { return "literal" }
    let next = state.next(of: entry).token ?? entry.record?.token
    if state.isPending(entry), let next, !next.text.utf8.elementsEqual(token.text) {
      return "literal, will be rewritten"
    }
    guard let record = entry.record, !record.token.text.utf8.elementsEqual(token.text) else {
      return "literal"
    }
    return "literal, not the recorded \(record.token.text)"
  }
}

extension Finding.Severity {
  /// How it is drawn.
  var style: Style {
    switch self {
    case .note: .hint
    case .warning: .warning
    case .error: .error
    }
  }
}
