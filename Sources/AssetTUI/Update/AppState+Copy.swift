import Formats
import Planning
import Screen
import Site
import Values

extension AppState {
  mutating func openCopyMenu() {
    guard current != nil else {
      notice = Notice("there is no asset here")
      return
    }
    mode = .copy(overPreview: mode == .preview)
  }

  /// Copies what a key of the menu names, of the asset under the cursor.
  mutating func takeInCopyMenu(_ key: Key, overPreview: Bool) -> [Effect] {
    mode = overPreview ? .preview : .list
    notice = nil
    guard let entry = current else { return [] }
    switch key {
    case "u": return copy(url(of: entry), orSay: "there is no URL to copy")
    case "p": return copy(path(of: entry))
    case "t":
      return copy(nextToken(of: entry)?.text, orSay: "there is no token to copy")
    case "h": return copyTag(of: entry)
    case "d": return copyDiff()
    case "c": return copyCommands()
    case .escape, .control("c"): break
    default: notice = Notice("\(key.name) copies nothing")
    }
    return []
  }

  private mutating func copy(_ text: String?, orSay reason: String) -> [Effect] {
    guard let text else {
      notice = Notice(reason)
      return []
    }
    return [.copy(Array(text.utf8), saying: VisibleText.of(text))]
  }

  private mutating func copyTag(of entry: Entry) -> [Effect] {
    guard let facts = facts(of: entry) else {
      notice = Notice("still reading \(name(of: entry.id)): copy it again in a moment")
      return []
    }
    return copy(
      tags.tag(of: entry, facts: facts) { url(of: $0) }, orSay: "there is no HTML to copy")
  }

  private func copy(_ path: BytePath) -> [Effect] {
    [.copy(path.bytes, saying: VisibleText.of(path))]
  }

  /// Copies the commands that do what is pending.
  private mutating func copyCommands() -> [Effect] {
    do throws(BumpCommands.Refusal) {
      let text = try BumpCommands(state: self).text()
      let count = text.utf8.count { $0 == UInt8(ascii: "\n") }
      return [
        .copy(
          Array(text.utf8),
          saying: count == 1 ? String(text.dropLast()) : Words.count(count, "command", "commands"))
      ]
    } catch {
      notice = Notice(error.words)
      return []
    }
  }

  /// Copies the diff of all files; where tokens stand in them they are read for it first.
  private mutating func copyDiff() -> [Effect] {
    guard project.hasLiteralRoot else { return copyPlan() }
    mending.forget()
    mending.copies = true
    notice = Notice("reading the tokens that stand in the project's files")
    return []
  }

  mutating func copyPlan() -> [Effect] {
    let plan = Plan(
      choices: pending.chosen, inventory: inventory, versions: versions, rules: rules,
      mending: chosenMending)
    let lines = plan.fileEdits.flatMap { UnifiedDiff($0).lines }
    guard !lines.isEmpty else {
      notice = Notice("nothing is pending: there is no diff to copy")
      return []
    }
    let bytes = [UInt8](lines.map { $0.bytes + [UInt8(ascii: "\n")] }.joined())
    return [
      .copy(bytes, saying: "the diff, \(Words.count(lines.count, "line", "lines"))")
    ]
  }

  /// The token that is pending, else the one that is recorded.
  private func nextToken(of entry: Entry) -> Token? {
    isPending(entry) ? next(of: entry).token : entry.record?.token
  }

  private func url(of entry: Entry) -> String? {
    guard entry.file != nil, let root = project.root(named: entry.id.root) else { return nil }
    return root.url(of: entry.id.path, token: nextToken(of: entry))
  }

  /// The file as seen from the project's folder; without a file, the path below its root.
  private func path(of entry: Entry) -> BytePath {
    entry.file.map { $0.relative(to: project.folder) ?? $0 } ?? entry.id.path
  }
}
