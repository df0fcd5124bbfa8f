import References
import Site
import Values

/// URLs without the token that they should have, and URLs that lead nowhere.
extension ReferenceAudit {
  /// Whether a place has no token, of an asset that carries one elsewhere: two URLs, two downloads, and
  /// the one without is never renewed.
  func isWithoutToken(_ index: Int) -> Bool {
    let row = all.rows[index]
    guard row.isURL, row.context == .live, !all.hasToken(row), let facts = facts(of: index),
      facts.withToken != nil
    else { return false }
    return isTokenKnown(facts)
  }

  /// Whether it is known of an asset's root how its URLs come to their tokens.
  private func isTokenKnown(_ facts: AssetFacts) -> Bool {
    root(of: facts).map { $0.isLiteral || $0.addsToken } ?? false
  }

  /// Whether an own asset is without any token, where others of its kind in the same file have one.
  func hasNoToken(_ index: Int) -> Bool {
    let row = all.rows[index]
    guard row.isURL, row.context == .live, !all.hasToken(row), let facts = facts(of: index),
      !facts.hasToken, root(of: facts)?.isLiteral ?? false
    else { return false }
    let near = neighbours(of: index, facts)
    guard near.with > 0, facts.role != .other || near.with >= near.without,
      let file = all.assetFile(of: row)
    else { return false }
    return project.settings.sources.of(file) == .own
  }

  /// The first place that names an imported module by another URL: a browser runs it once for each
  /// (HTML, "fetch a module script": the module map's keys are URLs).
  func otherModule(_ index: Int) -> Int? {
    let row = all.rows[index]
    guard row.form == .scriptImport, row.context == .live, let facts = facts(of: index),
      isTokenKnown(facts), isModule(all.target(of: row))
    else { return nil }
    guard let first = facts.firstURL else { return nil }
    return all.urlToken(all.rows[first]) == all.urlToken(row) ? facts.otherURL : first
  }

  private func isModule(_ path: ArraySlice<UInt8>) -> Bool {
    path.suffix(3).elementsEqual(".js".utf8) || path.suffix(4).elementsEqual(".mjs".utf8)
  }

  /// Whether a URL is written out in a template whose like are made by a helper.
  func isHardCoded(_ index: Int) -> Bool {
    let row = all.rows[index]
    guard row.form == .attribute, row.context == .live, row.has(.isCertain),
      all.target(of: row).first == BytePath.slash, let facts = facts(of: index),
      let root = root(of: facts), root.helpers > 0
    else { return false }
    return isInTemplate(row)
  }

  /// Whether a helper would add a token to the URL, which has none.
  func isWithoutAddedToken(_ index: Int) -> Bool {
    facts(of: index).flatMap(root)?.addsToken ?? false && !all.hasToken(all.rows[index])
  }

  /// Whether the file is not there.
  func isMissing(_ index: Int) -> Bool {
    let row = all.rows[index]
    return row.status == .missing && row.has(.isCertain)
  }

  /// Whether the file is there in other letters.
  func isWrongCase(_ index: Int) -> Bool {
    let row = all.rows[index]
    return row.status == .wrongCase && row.hasAsset
  }
}

extension FoundReferences {
  /// What tells the URL of a reference apart from others of the same file.
  func urlToken(_ row: PackedReference) -> [UInt8] {
    switch row.resolvedKind {
    case .none, .automatic: Array(row.resolvedKind.rawValue.utf8)
    case .literal, .bare, .computed, .changing: Array("=".utf8) + token(of: row)
    }
  }
}
