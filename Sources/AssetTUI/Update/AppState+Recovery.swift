import Planning
import Screen
import Site
import Values

extension AppState {
  /// What the next session should be offered if this one ended now: what is pending, and what an
  /// earlier one left and nobody decided on.
  public var kept: Choices {
    if recovery.choices.isEmpty { return pending.kept }
    return Choices(
      recovery.choices.merging(pending.kept.dictionary) { _, now in now }, of: inventory.names)
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
