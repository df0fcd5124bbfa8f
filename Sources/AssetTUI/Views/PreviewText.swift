import Planning
import References
import Screen
import Site
import Values

/// What the preview says of one asset, in lines that fit its width.
struct PreviewText {
  let state: AppState
  let entry: Entry
  let columns: Int

  /// The most lines of references.
  static let most = 200

  /// A piece of a line in one style.
  struct Part: Equatable, Sendable {
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
  private var reason: AssetReason {
    AssetReason(entry, next: next, isEdited: state.mending.edited[entry.id] != nil)
  }

  private var urlLines: [[Part]] {
    let links = state.links(of: entry)
    return labelled("now", links.now.map { VisibleText.of($0) } ?? "-", .plain)
      + labelled("next", links.next.map { VisibleText.of($0) } ?? nextWords, nextStyle)
      + links.warnings.flatMap { labelled("warn", $0, .warning) }
      + labelled("why", reason.short, .plain)
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
    let text = ReferenceText(state: state, entry: entry, columns: columns)
    if let words = text.emptyWords {
      return Wrap.lines(words, columns: columns).map { [Part(text: $0, style: .hint)] }
    }
    let indices = state.references(to: entry.id) ?? []
    let shown = indices.count > rows ? max(0, rows - 1) : indices.count
    let rest = indices.count - shown
    return indices.prefix(shown).flatMap { text.lines(of: $0, in: indices, isFull: false) }
      + (rest > 0 ? [[Part(text: "and \(rest) more lines\(fullKey)", style: .hint)]] : [])
  }

  /// The key that shows the preview in full, in parentheses.
  private var fullKey: String {
    state.keys.keyName(of: .preview).map { " (\($0))" } ?? ""
  }

  private var whyLines: [[Part]] {
    let reason = reason
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
    lines += labelled("served", servedWords(root), .plain)
    if let words = referenceWords { lines += labelled("refs", words, .plain) }
    for finding in state.references.findings(of: entry.id) {
      lines += labelled(
        finding.severity.rawValue,
        "\(finding.kind): \(finding.message)" + (finding.next.map { " - \($0)" } ?? ""),
        finding.severity.style)
    }
    if let record = entry.record, !record.previous.isEmpty {
      lines += labelled("before", record.previous.map(\.token.text).joined(separator: ", "), .plain)
    }
    return lines
  }

  /// Under which URL, by which endpoint, and where the source says so.
  private func servedWords(_ root: StaticRoot?) -> String {
    guard let root else { return "by no root of the settings" }
    let learned = state.references.map?.learned.roots.first { $0.name == root.name }
    let place = learned?.evidence.file.map {
      ", \(learned?.evidence.what ?? "") in \(VisibleText.of($0)):\(learned?.evidence.line ?? 0)"
    }
    return "below \(VisibleText.of(root.url)) as \(VisibleText.of(root.name))\(place ?? "")"
  }

  /// How many references there are, and what tokens they carry; nil while they are not known.
  private var referenceWords: String? {
    guard let map = state.references.map else { return nil }
    let found = map[entry.id]
    let files = Set(found.map(\.reference.file)).count
    var counts: [(kind: ReferenceToken.Kind, count: Int)] = []
    for kind in [ReferenceToken.Kind.literal, .bare, .computed, .changing, .automatic, .none] {
      let count = found.count { $0.resolution.tokenKind == kind }
      if count > 0 { counts.append((kind, count)) }
    }
    guard !found.isEmpty else { return "none" }
    return "\(found.count) in \(Words.count(files, "file", "files")): "
      + counts.map { "\($0.count) \($0.kind.words)" }.joined(separator: ", ")
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
    state.isPending(entry) ? .pending : .plain
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

extension ReferenceToken.Kind {
  /// The words behind a count of references.
  fileprivate var words: String {
    switch self {
    case .none: "without a token"
    case .literal: "with a literal token"
    case .bare: "with a bare token"
    case .computed: "with a computed token"
    case .changing: "with an always changing token"
    case .automatic: "that the application versions"
    }
  }
}
