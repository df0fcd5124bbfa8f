/// Tokens that are not what they should be.
extension ReferenceAudit {
  /// A literal token whose asset's bytes changed since it was given.
  func staleToken(_ found: FoundReference) -> Finding? {
    guard let (entry, record) = recorded(found), entry.status == .stale,
      found.reference.token.text.elementsEqual(record.token.text.utf8)
    else { return nil }
    return finding(
      .staleToken, found,
      "\(record.token.text) was given on \(record.bumped.iso), and the bytes"
        + " changed since", next: entry.bumpCommand)
  }

  /// A literal token that is not the recorded one.
  func otherToken(_ found: FoundReference) -> Finding? {
    guard let (entry, record) = recorded(found), let root = roots[entry.id.root],
      !found.reference.token.text.elementsEqual(record.token.text.utf8)
    else { return nil }
    let token = Self.shown(found.reference.token)
    let isOld = record.previous.contains {
      found.reference.token.text.elementsEqual($0.token.text.utf8)
    }
    let message =
      isOld
      ? "\(token) was replaced by \(record.token.text) on \(record.bumped.iso)"
      : "\(token) stands here, the recorded token is \(record.token.text)"
    return finding(
      .otherToken, found, message,
      next: root.isLiteral
        ? entry.status == .fresh ? entry.mendCommand : entry.bumpCommand
        : loaderAdvice(found, entry.id))
  }

  /// Another literal token than most places of the asset carry, where no record says which counts.
  func twoTokens(_ index: Int) -> Finding? {
    let found = map.all[index]
    guard let id = found.resolution.asset, found.hasWrittenToken,
      found.reference.form != .scriptImport, let root = roots[id.root], root.isLiteral,
      inventory[id]?.record == nil, let most = mostUsed(of: id),
      most.reference.token.text != found.reference.token.text
    else { return nil }
    return finding(
      .twoTokens, found,
      "\(Self.shown(found.reference.token)) stands here, \(Self.shown(most.reference.token)) at"
        + " \(Self.place(most))",
      next: inventory[id]?.bumpCommand ?? "")
  }

  /// The first place that carries the token that most places of an asset carry.
  private func mostUsed(of id: AssetID) -> FoundReference? {
    let written = places[id, default: []].map { map.all[$0] }
      .filter { $0.hasWrittenToken && $0.reference.form != .scriptImport }
    let counts = Dictionary(grouping: written, by: \.reference.token.text).mapValues(\.count)
    guard let most = counts.values.max() else { return nil }
    return written.first { counts[$0.reference.token.text] == most }
  }

  /// A second token behind the first, or behind the one that the application adds.
  func doubleToken(_ found: FoundReference) -> Finding? {
    guard let id = found.resolution.asset, let root = roots[id.root] else { return nil }
    let token = found.reference.token
    if token.isDoubled {
      return finding(.doubleToken, found, "two tokens in one URL", next: "take one of them out")
    }
    guard root.addsToken, let call = found.reference.call, token.range != nil,
      token.kind == .literal || token.kind == .bare,
      !call.arguments.contains(where: { $0.name.elementsEqual(root.parameter.utf8) })
    else { return nil }
    return finding(
      .doubleToken, found, "the application adds its token beside \(Self.shown(token))",
      next: "take this one out")
  }

  /// A token that is another each time: browsers never keep the file.
  func changingToken(_ found: FoundReference) -> Finding? {
    guard found.resolution.tokenKind == .changing,
      found.resolution.asset != nil || found.resolution.status == .dynamic
    else { return nil }
    return finding(
      .changingToken, found, "the token is another at each request, browsers never keep the file",
      next: found.resolution.asset.map { tokenAdvice(found, $0) }
        ?? "give it a token that changes with the file")
  }

  /// A literal token of an asset without a record, once an asset.
  func unrecordedToken(_ index: Int) -> Finding? {
    let found = map.all[index]
    guard isFirstUnrecorded(index), let id = found.resolution.asset, let root = roots[id.root],
      root.isLiteral
    else { return nil }
    return finding(
      .unrecordedToken, found,
      "no record says for which bytes \(Self.shown(found.reference.token)) was given",
      next: inventory[id]?.bumpCommand ?? "")
  }

  /// The entry and record of an asset that a reference names with a literal token.
  private func recorded(_ found: FoundReference) -> (Entry, Record)? {
    guard found.hasWrittenToken, let id = found.resolution.asset, let entry = inventory[id],
      let record = entry.record
    else { return nil }
    return (entry, record)
  }

  static func shown(_ token: ReferenceToken) -> String {
    token.text.isEmpty ? "an empty token" : VisibleText.of(token.text)
  }

  static func place(_ found: FoundReference) -> String {
    let position = found.reference.position
    return "\(VisibleText.of(found.reference.file)):\(position.line):\(position.column)"
  }
}
