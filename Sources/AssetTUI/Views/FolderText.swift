import Planning
import Screen
import Site
import Values

/// What the preview says of a folder: what it holds, and what its keys do.
struct FolderText {
  let state: AppState
  /// The assets in view below it.
  let assets: [Int]
  let columns: Int

  var lines: [[StyledText]] {
    let statuses = state.inventory.statuses
    let outdated = assets.filter { statuses[$0].isOutdated }
    let ready = outdated.count { state.isBumpable($0) }
    let typed = outdated.count { state.needsToken($0) }
    let pending = assets.count { state.pending.chosen[at: $0] != nil }
    let bytes = assets.reduce(UInt64(0)) { $0 &+ (state.inventory.size(at: $1) ?? 0) }
    let counts = FolderCounts(assets[...], of: state.inventory)
    let words = StyledText(
      text: counts.words(nil), style: counts.stopping > 0 ? .warning : .plain)
    let size = StyledText(
      text: "\(Words.count(assets.count, "asset", "assets")), \(SizeText.short(of: bytes))",
      style: .hint)
    let isOneLine = ColumnWidth.of(words.text) + 3 + ColumnWidth.of(size.text) <= columns
    var lines = isOneLine ? [[words, StyledText(text: "   "), size]] : [[words], [size]]
    if pending > 0 {
      lines.append([StyledText(text: "\(pending) pending", style: .pending)])
      if ready == 0 {
        let key = state.keys.keyName(of: .drop) ?? "x"
        lines.append([
          StyledText(text: key, style: .key), StyledText(text: " drops that", style: .hint),
        ])
      }
    }
    if ready > 0 {
      let key = state.keys.keyName(of: .bump) ?? "b"
      lines.append([
        StyledText(text: key, style: .key),
        StyledText(text: " bumps \(ready) of them", style: .hint),
      ])
    }
    if typed > 0 {
      let key = state.keys.keyName(of: .manual) ?? "m"
      let words = Words.count(typed, "needs a token", "need a token")
      lines.append([StyledText(text: "\(words) (\(key))", style: .warning)])
    }
    return lines
  }
}
