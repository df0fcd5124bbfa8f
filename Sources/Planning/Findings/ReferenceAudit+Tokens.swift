import References
import Site
import Values

/// Tokens that are not what they should be.
extension ReferenceAudit {
  /// A literal token that is not the recorded one, or whose asset's bytes changed since it was given.
  func recordedTokenProblem(_ index: Int) -> ReferenceProblem? {
    let row = all.rows[index]
    guard all.hasWrittenToken(row), let facts = facts(of: index), facts.isRecorded,
      let entry = entry(of: facts), let record = entry.record
    else { return nil }
    guard all.token(of: row).elementsEqual(record.token.text.utf8) else {
      guard let root = root(of: facts) else { return nil }
      // Where the application makes other tokens, no recorded one is served.
      return root.isLiteral || !root.addsOthers ? .otherToken : nil
    }
    return entry.status == .stale ? .staleToken : nil
  }

  /// Whether a literal token is another than most places of the asset carry, where no record says which
  /// counts.
  func isOfTwoTokens(_ index: Int) -> Bool {
    let row = all.rows[index]
    guard row.form != .scriptImport, all.hasWrittenToken(row),
      let most = facts(of: index)?.mostUsed
    else { return false }
    return all.token(of: all.rows[most]) != all.token(of: row)
  }

  /// Whether a second token stands behind the first, or behind the one that the application adds.
  func hasDoubleToken(_ index: Int) -> Bool {
    let row = all.rows[index]
    guard row.has(.isDoubled) || row.has(.hasTokenRange), let facts = facts(of: index),
      let root = root(of: facts)
    else { return false }
    if row.has(.isDoubled) { return true }
    guard root.addsToken, row.has(.hasCall), row.tokenKind != .automatic else { return false }
    let arguments = all[index].reference.call?.arguments ?? []
    return !arguments.contains { $0.name.elementsEqual(root.parameter.utf8) }
  }

  /// Whether a token is another each time: browsers never keep the file.
  func hasChangingToken(_ index: Int) -> Bool {
    let row = all.rows[index]
    return row.resolvedKind == .changing && (row.hasAsset || row.status == .dynamic)
  }

  /// Whether a literal token is the first of an asset without a record.
  func isUnrecorded(_ index: Int) -> Bool {
    guard let facts = facts(of: index), facts.firstWritten == index, !facts.isRecorded else {
      return false
    }
    return root(of: facts)?.isLiteral ?? false
  }
}
