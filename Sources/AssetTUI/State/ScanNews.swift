import Values

/// What a scan found other than it was: what the person is told once it ends.
struct ScanNews: Equatable {
  /// Whether the versions file holds something else.
  var versionsChanged = false
  /// The assets with other bytes.
  var changed: [AssetID] = []
  /// The assets with a pending bump whose files are gone, so that it would drop their records.
  var vanished: [AssetID] = []
  /// The assets whose records a bump was to drop, and that are dropped already.
  var droppedElsewhere: Set<AssetID> = []
  /// The assets that are gone, and the pending changes of which are dropped.
  var lost: [AssetID] = []
  /// The assets whose pending changes change nothing any more, and are dropped.
  var settled: [AssetID] = []

  /// What is told; nil where nothing is.
  ///
  /// - Parameters:
  ///   - versions: the name of the versions file.
  ///   - dropKey: the key that drops a pending change.
  ///   - name: the name of an asset.
  func words(versions: String, dropKey: String, name: (AssetID) -> String) -> String? {
    func told(_ ids: [AssetID], _ one: String, _ many: String) -> String? {
      guard let first = ids.first else { return nil }
      return ids.count == 1 ? "\(name(first)) \(one)" : "\(ids.count) \(many)"
    }
    let parts = [
      versionsChanged ? "\(versions) changed on disk" : nil,
      told(changed, "changed on disk", "assets changed on disk"),
      told(
        vanished, "is gone: its pending bump would now drop its record (\(dropKey) keeps it)",
        "assets are gone: their pending bumps would now drop their records (\(dropKey) keeps them)"),
      told(
        lost, "is gone: its pending change is dropped",
        "pending changes are dropped: their assets are gone"),
      told(
        settled, "needs its pending change no more: dropped",
        "pending changes are needed no more: dropped"),
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
