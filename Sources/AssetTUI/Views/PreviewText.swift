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

  /// The lines of a tab; of references no more than there are rows for, the last one counting the
  /// rest.
  func lines(of tab: PreviewState.Tab, rows: Int) -> [[StyledText]] {
    switch tab {
    case .url: urlLines
    case .html: htmlLines
    case .references: referenceLines(rows: rows)
    case .why: whyLines
    case .diff: diffLines
    }
  }

  private var choice: Choice? { state.pending[entry.id] }
  private var next: NextToken { state.next(of: entry) }
  private var reason: AssetReason {
    AssetReason(entry, next: next, isEdited: state.mending.edited[entry.id] != nil)
  }

  /// The URLs now and next with their tokens picked out, and why the asset has its status.
  private var urlLines: [[StyledText]] {
    let links = state.links(of: entry)
    let token = entry.record?.token
    let isReplaced = next.token != nil && next.token != token
    var lines: [[StyledText]] = []
    if let now = links.now {
      lines.append(url("now", now, token?.text, isReplaced ? .removed : .plain))
    } else {
      lines.append(label("now") + [StyledText(text: "-")])
    }
    if let url = links.next, isReplaced {
      lines.append(
        self.url("next", url, next.token?.text, state.isPending(entry) ? .pending : .added))
    } else if links.next == nil {
      lines.append(label("next") + [StyledText(text: nextWords, style: nextWordsStyle)])
    }
    for warning in links.warnings { lines += labelled("warn", warning, .warning) }
    return lines + labelled("", sentence, .hint) + usedBy
  }

  /// The first place that names the asset; nothing where all of them stand in a section of their own.
  private var usedBy: [[StyledText]] {
    guard !state.layout.showsAllTabs, let map = state.references.map else { return [] }
    let indices = map.indices(of: entry.id)
    guard let first = indices.first else { return [] }
    let reference = map.all[first].reference
    let more = indices.count > 1 ? " and \(Words.count(indices.count - 1, "other", "others"))" : ""
    let place = ":\(reference.position.line)\(more)"
    let room = max(8, columns - "used by ".utf8.count - place.utf8.count)
    let file = Fit.path(VisibleText.of(reference.file), columns: room, ellipsis: state.ellipsis)
    return [
      [
        StyledText(text: "used by ", style: .hint), StyledText(text: file + place),
      ]
    ]
  }

  private var nextWordsStyle: Style { next == .needed ? .warning : next == .gone ? .error : .plain }

  /// A URL in one line, its token picked out; where it is too long, the part with the token.
  private func url(_ name: String, _ url: String, _ token: String?, _ style: Style) -> [StyledText]
  {
    let head = label(name)
    let bytes = Array(VisibleText.of(url).utf8)
    let width = head.reduce(0) { $0 + ColumnWidth.of($1.text) }
    let cut = LineCut(columns: max(8, columns - width), ellipsis: state.ellipsis)
    guard let token, let start = lastIndex(of: Array(token.utf8), in: bytes) else {
      return head + cut.around([], of: bytes, style: style)
    }
    return head + cut.around([start..<(start + token.utf8.count)], of: bytes, style: style)
  }

  /// Where a token stands last in a URL.
  private func lastIndex(of token: [UInt8], in url: [UInt8]) -> Int? {
    guard !token.isEmpty, token.count <= url.count else { return nil }
    return stride(from: url.count - token.count, through: 0, by: -1)
      .first { url[$0..<($0 + token.count)].elementsEqual(token) }
  }

  private func label(_ text: String) -> [StyledText] {
    [StyledText(text: Fit.pad(text, columns: 5), style: .hint)]
  }

  /// Why the asset has its status, and since when, in a sentence.
  private var sentence: String {
    var words: [String]
    switch entry.status {
    case .stale:
      let since = entry.record.map { DayText.long($0.bumped, seenFrom: state.day) } ?? ""
      words = ["changed since \(since)"]
      if let diff = state.diff(of: entry)?.words(arrow: state.arrow) { words.append(diff) }
    default: words = [reason.short]
    }
    if let count = state.references.map?.count(of: entry.id) {
      if count == 0 || state.layout.showsAllTabs {
        words.append(
          count == 0 ? "named nowhere" : "named in \(Words.count(count, "place", "places"))")
      }
    }
    return words.joined(separator: "; ")
  }

  /// What changed since the token was given: lines with the changed part picked out, or sizes.
  private var diffLines: [[StyledText]] {
    func say(_ words: String) -> [[StyledText]] {
      Wrap.lines(words, columns: columns).map { [StyledText(text: $0, style: .hint)] }
    }
    guard state.diffQuestion(of: entry) != nil else {
      switch entry.status {
      case .fresh: return say("nothing: the bytes are those that its token was given for")
      case .new, .untracked: return say("it has no token yet")
      case .missing: return say("the file is gone")
      case .unhashed: return say("its bytes have not been read yet")
      default: return say(reason.short)
      }
    }
    guard let diff = state.diff(of: entry) else { return say("reading git's history") }
    let since = entry.record.map { DayText.short($0.bumped, seenFrom: state.day) } ?? ""
    var lines: [[StyledText]] = []
    if let words = diff.words(arrow: state.arrow) {
      lines.append([StyledText(text: "\(words) since \(since)", style: .hint)])
    }
    switch diff.content {
    case .lines(let changed, _, _):
      let cut = LineCut(columns: max(8, columns - 7), ellipsis: state.ellipsis)
      for line in changed.prefix(PreviewText.most) {
        for pair in cut.rows(of: line) {
          let number = String(line.number)
          let head = String(repeating: " ", count: max(0, 4 - number.utf8.count)) + number
          if let old = pair.old {
            lines.append([StyledText(text: "\(head) - ", style: .removed)] + old)
          }
          if let new = pair.new {
            lines.append(
              [StyledText(text: pair.old == nil ? "\(head) + " : "     + ", style: .added)] + new)
          }
        }
      }
      if changed.count > PreviewText.most {
        lines += say("and \(changed.count - PreviewText.most) more lines")
      }
    case .image(let old, let new):
      if let old, let new, old == new {
        lines += say("both are \(new.width)x\(new.height)")
      } else if let oldSize = diff.oldSize {
        lines += say(
          "\(SizeText.short(of: UInt64(oldSize))) \(state.arrow) \(SizeText.short(of: UInt64(diff.size)))"
        )
      }
    case .bytes: break
    case .unknown(let reason):
      lines += say("the bytes of \(since) are not known: \(reason)")
      lines += say("now \(SizeText.short(of: UInt64(diff.size)))")
    }
    return lines
  }

  /// The sections that there is room for, in the order of what is asked first; each under its name.
  func sections(rows: Int) -> [[StyledText]] {
    let references = state.references(to: entry.id)?.count
    let named: [(String, PreviewState.Tab, String)] = [
      ("URL", .url, state.showsIntegrity ? "with integrity" : ""),
      ("Changed since then", .diff, ""),
      ("Used by", .references, references.map { Words.count($0, "place", "places") } ?? ""),
      ("HTML", .html, ""), ("Why", .why, ""),
    ]
    var lines: [[StyledText]] = []
    var rest = named.filter { $0.1 != .diff || state.diffQuestion(of: entry) != nil }
    while !rest.isEmpty, lines.count + 2 < rows {
      let (name, tab, words) = rest.removeFirst()
      if !lines.isEmpty { lines.append([]) }
      lines.append(
        [StyledText(text: name, style: .tab)]
          + (words.isEmpty ? [] : [StyledText(text: "  \(words)", style: .hint)]))
      // The sections behind get their names and two lines at least, where there is room for them.
      let room = rows - lines.count - (rest.isEmpty ? 0 : min(rest.count, 3) * 4)
      let own = self.lines(of: tab, rows: PreviewText.mostOfSection)
      let most = max(3, min(room, PreviewText.mostOfSection))
      if own.count > most {
        lines += own.prefix(most - 1)
        lines.append([
          StyledText(text: "and \(own.count - most + 1) more lines\(fullKey)", style: .hint)
        ])
      } else {
        lines += own
      }
    }
    return lines
  }

  private static let mostOfSection = 16

  private var htmlLines: [[StyledText]] {
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
    return tag("now", now, entry.record?.token.text, .removed)
      + (next == now ? [] : tag("next", next, self.next.token?.text, .added))
      + templateLines
      + (facts.problem.map { labelled("warn", "\($0)", .warning) } ?? [])
  }

  /// A tag over as many lines as it needs, broken between its attributes; the token is picked out.
  private func tag(_ name: String, _ tag: String?, _ token: String?, _ style: Style)
    -> [[StyledText]]
  {
    guard let tag else {
      return [label(name) + [StyledText(text: name == "now" ? "-" : nextWords)]]
    }
    let room = max(8, columns - 5)
    var lines: [String] = []
    for word in VisibleText.of(tag).split(separator: " ").map(String.init) {
      if let last = lines.last, ColumnWidth.of(last) + 1 + ColumnWidth.of(word) <= room {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(word)
      }
    }
    let cut = LineCut(columns: room, ellipsis: state.ellipsis)
    return lines.enumerated().map { index, line in
      let bytes = Array(line.utf8)
      let found = token.flatMap { lastIndex(of: Array($0.utf8), in: bytes) }
      let stretches = found.map { [$0..<($0 + (token?.utf8.count ?? 0))] } ?? []
      return label(index == 0 ? name : "")
        + TagColors.colored(cut.around(stretches, of: bytes, style: style), isStart: index == 0)
    }
  }

  private var templateLines: [[StyledText]] {
    entry.status == .unreadable
      ? [] : labelled("flask", FlaskExpression.urlFor(entry.id), .tag)
  }

  private func referenceLines(rows: Int) -> [[StyledText]] {
    let text = ReferenceText(state: state, entry: entry, columns: columns)
    let verdicts = SiteText(state: state, id: entry.id, columns: columns).lines(rows: rows)
    if let words = text.emptyWords {
      return verdicts
        + Wrap.lines(words, columns: columns).map { [StyledText(text: $0, style: .hint)] }
    }
    let rows = max(1, rows - verdicts.count)
    let indices = state.references(to: entry.id) ?? []
    var lines: [[StyledText]] = []
    var shown = 0
    for index in indices {
      let own = text.lines(of: index, in: indices, isFull: false)
      let room = rows - (shown + 1 < indices.count ? 1 : 0)
      guard lines.count + own.count <= room else { break }
      lines += own
      shown += 1
    }
    let rest = indices.count - shown
    let more = "and \(rest) more \(rest == 1 ? "place" : "places")\(fullKey)"
    return verdicts + lines + (rest > 0 ? [[StyledText(text: more, style: .hint)]] : [])
  }

  /// The key that shows the preview in full, in parentheses.
  private var fullKey: String {
    state.keys.keyName(of: .preview).map { " (\($0))" } ?? ""
  }

  private var whyLines: [[StyledText]] {
    let reason = reason
    let root = state.project.root(named: entry.id.root)
    let sentence = reason.sentence(
      on: state.day, diff: state.diff(of: entry), arrow: state.arrow)
    var lines = labelled("", sentence, .plain)
    if let record = entry.record {
      lines += labelled("token", "\(record.token.text), given on \(record.bumped.iso)", .plain)
      lines += labelled("sha256", record.digest.hex, .plain)
    }
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
  private func labelled(_ label: String, _ text: String, _ style: Style) -> [[StyledText]] {
    let width = label.isEmpty ? 0 : 9
    let rows = Wrap.lines(text, columns: max(8, columns - width))
    return rows.enumerated().map { index, line in
      [
        StyledText(text: Fit.pad(index == 0 ? label : "", columns: width), style: .hint),
        StyledText(text: line, style: style),
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
