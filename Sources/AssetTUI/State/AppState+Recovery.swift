import Planning
import Screen
import Site
import Values

/// What an earlier session left pending, and how far the offer of it is.
struct RecoveryOffer: Equatable {
  /// What was left; nothing once it is restored or discarded.
  var choices: [AssetID: Choice] = [:]
  /// Whether a scan has ended, so that the choices can be judged.
  var isReady = false
  /// Whether the person wants to decide at a later start.
  var isPutOff = false
}

extension AppState {
  /// What the next session should be offered if this one ended now: what is pending, and what an
  /// earlier one left and nobody decided on.
  public var kept: Choices {
    if recovery.choices.isEmpty { return pending.kept }
    return Choices(
      recovery.choices.merging(pending.kept.dictionary) { _, now in now }, of: inventory.names)
  }

  /// The offer to restore what an earlier session left, where it is to be seen.
  var recoveryOffer: Notice? {
    guard recovery.isReady, !recovery.isPutOff, !recovery.choices.isEmpty, notice == nil,
      mode == .list
    else { return nil }
    let count = recovery.choices.count
    let texts = [
      "\(Words.count(count, "pending change", "pending changes")) of an earlier session:"
        + " r restore  d discard  Esc later",
      "\(count) earlier: r restore  d discard  Esc later",
      "\(count) earlier: r restore  d discard",
      "\(count): r restore d discard",
    ]
    // It stays until the person decides, so it takes one row only.
    return texts.first { ColumnWidth.of($0) <= size.columns - 2 }.map { Notice($0) }
  }

  /// Takes a key of the offer.
  ///
  /// - Returns: false where the key is the list's, as it is while the offer cannot be seen.
  mutating func takeInRecoveryOffer(_ key: Key) -> Bool {
    guard recoveryOffer != nil else { return false }
    switch key {
    case "r": restore()
    case "d": discardRecovery()
    case .escape:
      recovery.isPutOff = true
      notice = Notice("kept for the next start")
    default: return false
    }
    return true
  }

  private mutating func restore() {
    let restoration = Restoration(recovery.choices, in: inventory, by: rules)
    recovery.choices = [:]
    pending.change(restoration.name) { restoration.restore(&$0) }
    notice = Notice(restoration.words)
    refreshPendingScope()
  }

  private mutating func discardRecovery() {
    let restoration = Restoration(recovery.choices, in: inventory, by: rules)
    let count = Words.count(recovery.choices.count, "pending change", "pending changes")
    recovery.choices = [:]
    pending.offerRedo(restoration.name) { restoration.restore(&$0) }
    let redo = keys.keyName(of: .redo) ?? "^R"
    notice = Notice(
      "discarded \(count)" + (restoration.count > 0 ? " (\(redo) brings them back)" : ""))
  }
}
