import Planning
import Screen
import Site
import Values

extension AppState {
  mutating func openTokenEditor() {
    let targets = targets.filter { $0.file != nil && $0.problem == nil }
    guard !targets.isEmpty else {
      notice = Notice("there is no file here to give a token to")
      return
    }
    mode = .token(TokenEditor(targets: targets, draft: tokenDraft))
  }

  /// Takes what was read meanwhile into the editor that is open.
  mutating func refreshTokenEditor() {
    guard case .token(var editor) = mode else { return }
    editor.targets = editor.targets.map { inventory[$0.id] ?? $0 }
    mode = .token(editor)
  }

  mutating func takeInTokenEditor(_ key: Key, _ editor: inout TokenEditor) {
    switch key {
    case .escape, .control("c"):
      tokenDraft = editor.line.text
      mode = .list
      return
    case .enter:
      guard let token = try? editor.token() else { return }
      apply(token, to: editor.targets)
      return
    case .up, .control("p"): editor.recall(-1)
    case .down, .control("n"): editor.recall(1)
    default: if !editor.line.take(key) { return }
    }
    mode = .token(editor)
  }

  private mutating func apply(_ token: Token, to targets: [Entry]) {
    tokenDraft = ""
    mode = .list
    pending.change("token of \(Words.count(targets.count, "asset", "assets"))") {
      for entry in targets {
        $0[entry.id] = Choice(
          strategy: entry.strategy == .manual ? nil : .manual, bump: .typed(token))
      }
    }
    notice = Notice("\(pending.count) pending")
    refreshPendingScope()
  }
}
