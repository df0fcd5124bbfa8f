import AssetCore
import Screen

/// What the preview says of one asset, in lines that fit its width.
struct PreviewText {
  let state: AppState
  let entry: Entry
  let columns: Int

  /// The most lines of references.
  static let most = 200

  /// A piece of a line in one style.
  struct Part: Equatable {
    var text: String
    var style: Style = .plain
  }

  /// The lines of a tab; of references no more than there are rows for, the last one counting the
  /// rest.
  func lines(of tab: PreviewState.Tab, rows: Int) -> [[Part]] {
    switch tab {
    case .url: urlLines
    case .html: htmlLines
    case .references: referenceLines(rows: rows)
    case .why: whyLines
    }
  }

  private var choice: Choice? { state.pending[entry.id] }
  private var next: NextToken { state.next(of: entry) }

  private var urlLines: [[Part]] {
    let links = state.links(of: entry)
    return labelled("now", links.now.map { VisibleText.of($0) } ?? "-", .plain)
      + labelled("next", links.next.map { VisibleText.of($0) } ?? nextWords, nextStyle)
      + (links.warning.map { labelled("warn", $0, .warning) } ?? [])
      + labelled("why", AssetReason(entry, next: next).short, .plain)
  }

  private var htmlLines: [[Part]] {
    let tags = state.tags
    guard tags.kind(of: entry.id).tag(url: "") != nil else {
      return labelled("", "this kind of file has no HTML of its own, only its URL", .plain)
        + templateLines
    }
    guard let facts = state.facts(of: entry) else {
      return labelled("", "reading the file", .plain) + templateLines
    }
    let now = tags.tag(of: entry, facts: facts) { state.links(of: $0).now }
    let next = state.links(of: entry).next.flatMap { _ in
      tags.tag(of: entry, facts: facts) { entry in
        let links = state.links(of: entry)
        return links.next ?? links.now
      }
    }
    return labelled("now", now.map { VisibleText.of($0) } ?? "-", .plain)
      + labelled("next", next.map { VisibleText.of($0) } ?? nextWords, nextStyle)
      + templateLines
      + (facts.problem.map { labelled("warn", "\($0)", .warning) } ?? [])
  }

  private var templateLines: [[Part]] {
    entry.status == .unreadable
      ? [] : labelled("flask", FlaskExpression.urlFor(entry.id), .tag)
  }

  private func referenceLines(rows: Int) -> [[Part]] {
    guard let mentions = state.references[entry.id] else {
      return [[Part(text: "searching templates", style: .hint)]]
    }
    if mentions.isEmpty {
      let words = "no template names it between quotes (a path that is put together is not found)"
      return Wrap.lines(words, columns: columns).map { [Part(text: $0)] }
    }
    let shown = mentions.count > rows ? max(0, rows - 1) : mentions.count
    let rest = mentions.count - shown
    return mentions.prefix(shown).map(line)
      + (rest > 0 ? [[Part(text: "and \(rest) more lines")]] : [])
  }

  private func line(_ mention: Mention) -> [Part] {
    let place = "\(VisibleText.of(mention.file)):\(mention.line)  "
    let room = max(0, columns - ColumnWidth.of(place))
    // A line may be a whole minified page: no more of it than can be seen.
    let text = VisibleText.of(mention.text.prefix(4 * (room + 1)))
    return [
      Part(text: place, style: .hint),
      Part(text: Fit.end(text, columns: room, ellipsis: state.ellipsis), style: .tag),
    ]
  }

  private var whyLines: [[Part]] {
    let reason = AssetReason(entry, next: next)
    let root = state.project.root(named: entry.id.root)
    var lines = labelled("status", reason.long, .plain)
    if let record = entry.record { lines += labelled("sha256", record.digest.hex, .plain) }
    if let digest = entry.digest, digest != entry.record?.digest {
      lines += labelled(entry.record == nil ? "sha256" : "now", digest.hex, .plain)
    }
    if let size = entry.size {
      let changed = state.changedText(of: entry).map { ", changed \($0)" } ?? ""
      lines += labelled("file", SizeText.short(of: size) + changed, .plain)
    }
    lines += labelled("strategy", strategyWords, .plain)
    lines += labelled(
      "tokens",
      root?.tokens == .literal
        ? "stand in templates and code (tokens = \"literal\")"
        : "come from \(VisibleText.of(state.project.settings.versions)) through the loader", .plain)
    if let record = entry.record, !record.previous.isEmpty {
      lines += labelled("before", record.previous.map(\.token.text).joined(separator: ", "), .plain)
    }
    return lines
  }

  private var strategyWords: String {
    let now = entry.strategy(with: choice)
    if choice?.strategy != nil { return "\(now.rawValue), chosen and not written yet" }
    if entry.record?.strategy != nil { return "\(now.rawValue), chosen for this asset" }
    return "\(now.rawValue), as the settings give it"
  }

  private var nextWords: String {
    switch next {
    case .needed: "a manual token must be typed (m)"
    case .gone: "no URL: the record is dropped"
    case .unknown: "not known yet"
    case .nothing, .same, .other: "-"
    }
  }

  private var nextStyle: Style {
    let isPending = choice.map { $0.bump != .keep } ?? false
    return isPending ? .pending : .plain
  }

  /// A label and a text behind it, over as many lines as it needs.
  private func labelled(_ label: String, _ text: String, _ style: Style) -> [[Part]] {
    let width = 9
    let rows = Wrap.lines(text, columns: max(8, columns - width))
    return rows.enumerated().map { index, line in
      [
        Part(text: Fit.pad(index == 0 ? label : "", columns: width), style: .hint),
        Part(text: line, style: style),
      ]
    }
  }
}
