import Planning
import Screen
import Site
import Values

/// What a write leaves outdated, and what is to be done about it.
extension AppState {
  /// What stays outdated after a plan, or, without one, as things are.
  func leftover(after plan: Plan? = nil) -> Leftover {
    var left = Leftover()
    left.unread = (inventory.counts[.unhashed] ?? 0)
    guard inventory.stoppingCount > 0 else { return left }
    let mended = MarkSet(
      (plan?.changes ?? []).lazy.filter(\.mendsAsset).compactMap { inventory.index(of: $0.id) })
    let refused = Set(
      (plan?.left ?? []).compactMap { $0.isForToken ? nil : inventory.index(of: $0.id) })
    let shown = MarkSet(shownAssets)
    let mayNeedToken = inventory.mayHaveManual || pending.chosen.hasManual
    for (index, status) in inventory.statuses.enumerated() where status.stopsRelease {
      if mended.contains(index) { continue }
      if status == .unreadable {
        left.unreadable.append(index)
      } else if refused.contains(index) {
        left.refused.append(index)
      } else if mayNeedToken && needsToken(index) {
        left.untyped.append(index)
      } else if shown.contains(index) {
        left.unchosen.append(index)
      } else {
        left.hidden.append(index)
      }
    }
    return left
  }

  /// A line for each reason why assets stay outdated, the one that a key mends first; what cannot be
  /// told is not called well.
  ///
  /// - Parameter isWritten: whether the plan is carried out, so that what is left is the list's matter.
  func lines(of left: Leftover, isWritten: Bool = false) -> [String] {
    if left.isEmpty { return ["nothing is left outdated"] }
    let place = isWritten ? " in the list" : ""
    let manual = (keys.keyName(of: .manual) ?? "m") + place
    let bumpAll = (keys.keyName(of: .bumpAll) ?? "B") + place
    var lines: [String] = []
    func add(_ indices: [Int], _ one: String, _ many: String) {
      guard let first = indices.first else { return }
      if indices.count == 1 {
        let status = inventory.statuses[first]
        let word = status == .unreadable ? "unreadable" : status.rawValue
        let head = "left \(word): "
        let room = size.columns - 2 - head.utf8.count - one.utf8.count - 1
        // The words with their key count more than the whole of a name.
        let name = Fit.path(
          name(of: inventory.names[first]), columns: max(6, room), ellipsis: ellipsis)
        lines.append("\(head)\(name) \(one)")
      } else {
        let names = indices.prefix(Self.mostNames).map { name(of: inventory.names[$0]) }
        let more = indices.count > names.count ? " \(ellipsis)" : ""
        lines.append(
          "left outdated: \(indices.count) \(many): \(names.joined(separator: ", "))\(more)")
      }
    }
    add(left.untyped, "needs a token (\(manual))", "need a token (\(manual))")
    let then = isWritten ? ", then \(keys.keyName(of: .bumpAll) ?? "B")" : ""
    let hidden =
      list.filterText.isEmpty
      ? "in another view (\(keys.keyName(of: .viewAll) ?? "1")\(then))"
      : "outside the filter (\(keys.keyName(of: .peel) ?? "Esc")\(then))"
    add(left.hidden, "is \(hidden)", "are \(hidden)")
    let way = isWritten ? " (\(bumpAll))" : ""
    add(left.unchosen, "is not chosen\(way)", "are not chosen\(way)")
    let reason = left.unreadable.first.flatMap { inventory.entries[$0].problem?.description } ?? ""
    add(left.unreadable, "- \(reason)", "cannot be read")
    add(left.refused, "keeps its token", "keep their tokens")
    if left.unread > 0 {
      lines.append(
        "left unread: \(Words.count(left.unread, "asset is", "assets are")) not read yet")
    }
    return lines
  }

  private static let mostNames = 12

  /// What is left, in the few words that a line has room for, each with its key; empty where nothing
  /// is.
  func words(of left: Leftover) -> String {
    let manual = keys.keyName(of: .manual) ?? "m"
    let bumpAll = keys.keyName(of: .bumpAll) ?? "B"
    let view = keys.keyName(of: .viewStale) ?? "2"
    let all = keys.keyName(of: .viewAll) ?? "1"
    let hidden = list.filterText.isEmpty ? "in another view (\(all))" : "outside the filter (Esc)"
    return [
      left.untyped.isEmpty
        ? nil : Words.count(left.untyped.count, "needs a token", "need a token") + " (\(manual))",
      left.hidden.isEmpty ? nil : "\(left.hidden.count) \(hidden)",
      left.unchosen.isEmpty ? nil : "\(left.unchosen.count) not bumped (\(bumpAll))",
      left.unreadable.isEmpty ? nil : "\(left.unreadable.count) cannot be read (\(view))",
      left.unread == 0 ? nil : "\(left.unread) not read yet",
    ].compactMap { $0 }.joined(separator: ", ")
  }

  /// The assets that a bump was asked for and that still need a token from a person, in the order of
  /// the list.
  var awaitingTokens: [Int] {
    wanting.compactMap { inventory.index(of: $0) }
      .filter { inventory.statuses[$0].isOutdated && needsToken($0) }.sorted()
  }
}

extension Change {
  /// Whether the asset is no longer outdated once the change is made; a strategy alone mends nothing.
  fileprivate var mendsAsset: Bool {
    kind != .strategy || before?.digest != after?.digest
  }
}

extension Plan.Left {
  /// Whether the asset is left because a person must type its token.
  fileprivate var isForToken: Bool { reason == .needsToken }
}
