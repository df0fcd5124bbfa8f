import References
import Site
import Values

/// What verdicts are in words.
extension ReferenceAudit {
  /// The finding that a verdict is.
  package func finding(_ verdict: Verdict) -> Finding {
    let row = all.rows[Int(verdict.reference)]
    var message: [UInt8] = []
    addMessage(of: verdict, to: &message)
    var advice: [UInt8] = []
    addAdvice(on: verdict, to: &advice)
    return Finding(
      severity: verdict.severity, kind: verdict.problem.rawValue, id: all.asset(of: row),
      file: all.file(of: row), line: Int(row.line), column: Int(row.column),
      message: String(decoding: message, as: UTF8.self),
      next: String(decoding: advice, as: UTF8.self))
  }

  /// Adds the line that ``Finding/text`` is.
  package func addLine(of verdict: Verdict, to text: inout [UInt8]) {
    let row = all.rows[Int(verdict.reference)]
    all.addPlace(of: row, to: &text)
    text.add(": ")
    text.add(verdict.severity.rawValue)
    text.add(": ")
    if row.hasAsset {
      all.addAsset(of: row, to: &text)
      text.add(": ")
    }
    text.add(verdict.problem.rawValue)
    text.add(": ")
    addMessage(of: verdict, to: &text)
    text.add(" - ")
    addAdvice(on: verdict, to: &text)
  }

  /// Adds what is the matter.
  private func addMessage(of verdict: Verdict, to text: inout [UInt8]) {
    let index = Int(verdict.reference)
    let row = all.rows[index]
    switch verdict.problem {
    case .staleToken:
      guard let record = record(of: index) else { return }
      text.add(
        "\(record.token.text) was given on \(record.bumped.iso), and the bytes changed since")
    case .otherToken: addOtherToken(row, record(of: index), to: &text)
    case .twoTokens:
      addToken(of: row, to: &text)
      text.add(" stands here, ")
      if let most = facts(of: index)?.mostUsed { addTokenAndPlace(of: all.rows[most], to: &text) }
    case .withoutToken: addWithoutToken(index, to: &text)
    case .noToken: addNoToken(index, to: &text)
    case .doubleToken:
      if row.has(.isDoubled) {
        text.add("two tokens in one URL")
      } else {
        text.add("the application adds its token beside ")
        addToken(of: row, to: &text)
      }
    case .changingToken:
      text.add("the token is another at each request, browsers never keep the file")
    case .maybeMissing:
      text.add("there is no ")
      if let file = all.assetFile(of: row) { text.add(visible: file.bytes[...]) }
      text.add(" here: ")
      text.add(absences[index]?.reason ?? "")
    case .missing:
      text.add("there is ")
      if let file = all.assetFile(of: row) {
        text.add("no ")
        text.add(visible: file.bytes[...])
      } else {
        text.add("no such file")
      }
    case .wrongCase:
      text.add("written ")
      text.add(visible: all.target(of: row))
      text.add(", which Linux does not find")
    case .moduleTwice: addModuleTwice(index, to: &text)
    case .wrongIntegrity: text.add("integrity is not of these bytes: browsers refuse the file")
    case .hardCodedURL: addHardCoded(index, to: &text)
    case .unrecordedToken:
      text.add("no record says for which bytes ")
      addToken(of: row, to: &text)
      text.add(" was given")
    }
  }

  private func record(of index: Int) -> Record? {
    facts(of: index).flatMap(entry)?.record
  }

  private func addOtherToken(_ row: PackedReference, _ record: Record?, to text: inout [UInt8]) {
    guard let record else { return }
    addToken(of: row, to: &text)
    let token = all.token(of: row)
    if let earlier = record.previous.first(where: { token.elementsEqual($0.token.text.utf8) }) {
      // Of two tokens for the same bytes nothing tells which was the first.
      text.add(
        earlier.digest == record.digest
          ? " stands here beside \(record.token.text), two tokens for the same bytes"
          : " was replaced by \(record.token.text) on \(record.bumped.iso)")
    } else {
      text.add(" stands here, the recorded token is \(record.token.text)")
    }
  }

  private func addWithoutToken(_ index: Int, to text: inout [UInt8]) {
    guard let place = facts(of: index)?.withToken else { return }
    let other = all.rows[place]
    text.add("no token here, ")
    if all.hasWrittenToken(other) {
      addTokenAndPlace(of: other, to: &text)
    } else {
      text.add("the application adds one at ")
      all.addPlace(of: other, to: &text)
    }
  }

  private func addNoToken(_ index: Int, to text: inout [UInt8]) {
    guard let facts = facts(of: index) else { return }
    let near = neighbours(of: index, facts)
    let kind =
      switch facts.role {
      case .script: "script"
      case .stylesheet: "stylesheet"
      case .other: "file"
      }
    let others = Words.count(near.with, "other \(kind)", "other \(kind)s")
    text.add("no token, \(others) in this file \(near.with == 1 ? "has" : "have") one")
  }

  private func addModuleTwice(_ index: Int, to text: inout [UInt8]) {
    guard let other = otherModule(index) else { return }
    func addWords(_ row: PackedReference) {
      switch row.resolvedKind {
      case .literal, .bare:
        text.add("with ")
        addToken(of: row, to: &text)
      case .automatic: text.add("with the application's token")
      case .computed, .changing: text.add("with a computed token")
      case .none: text.add("without a token")
      }
    }
    text.add("imported ")
    addWords(all.rows[index])
    text.add(" here, named ")
    addWords(all.rows[other])
    text.add(" at ")
    all.addPlace(of: all.rows[other], to: &text)
    text.add(": the module runs twice")
  }

  private func addHardCoded(_ index: Int, to text: inout [UInt8]) {
    guard let root = facts(of: index).flatMap(root) else { return }
    let helper =
      root.ownHelper.map { VisibleText.of($0.name) } ?? (root.hasTag ? "{% static %}" : "url_for")
    let uses = Words.count(root.helpers, "place uses", "places use")
    text.add(
      isWithoutAddedToken(index)
        ? "written out, without the token that \(helper) would add (\(uses) it)"
        : "written out, where \(uses) \(helper)")
  }

  private func addToken(of row: PackedReference, to text: inout [UInt8]) {
    let token = all.token(of: row)
    if token.isEmpty { text.add("an empty token") } else { text.add(visible: token) }
  }

  private func addTokenAndPlace(of row: PackedReference, to text: inout [UInt8]) {
    addToken(of: row, to: &text)
    text.add(" at ")
    all.addPlace(of: row, to: &text)
  }
}
