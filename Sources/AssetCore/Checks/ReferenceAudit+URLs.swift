/// URLs without the token that they should have, and URLs that lead nowhere.
extension ReferenceAudit {
  /// A place without a token of an asset that carries one elsewhere: two URLs, two downloads, and the
  /// one without is never renewed.
  func withoutToken(_ index: Int) -> Finding? {
    let found = map.all[index]
    guard !found.hasToken, found.isURL, found.reference.context == .live,
      let id = found.resolution.asset, let root = roots[id.root], isTokenKnown(root),
      let other = withToken[id].map({ map.all[$0] })
    else { return nil }
    let isWritten = other.hasWrittenToken
    let there =
      isWritten
      ? "\(Self.shown(other.reference.token)) at \(Self.place(other))"
      : "the application adds one at \(Self.place(other))"
    return finding(
      .withoutToken, found, "no token here, \(there)",
      next: root.isLiteral ? inventory[id]?.addCommand ?? "" : loaderAdvice(found, id))
  }

  /// Whether it is known of a root how its URLs come to their tokens.
  private func isTokenKnown(_ root: RootFacts) -> Bool {
    root.isLiteral || root.addsToken
  }

  /// An own asset without any token, where others of its kind in the same file have one.
  func noToken(_ index: Int) -> Finding? {
    let found = map.all[index]
    guard !found.hasToken, found.isURL, found.reference.context == .live,
      let id = found.resolution.asset, roots[id.root]?.isLiteral ?? false,
      let neighbourhood = found.neighbourhood, let near = neighbours[neighbourhood], near.with > 0,
      !places[id, default: []].contains(where: { map.all[$0].hasToken }),
      let file = found.resolution.file, project.settings.sources.of(file) == .own
    else { return nil }
    let isCode = neighbourhood.isScript || neighbourhood.isStylesheet
    guard isCode || near.with >= near.without else { return nil }
    let kind =
      neighbourhood.isScript ? "script" : neighbourhood.isStylesheet ? "stylesheet" : "file"
    let others = Words.count(near.with, "other \(kind)", "other \(kind)s")
    return finding(
      .noToken, found, "no token, \(others) in this file \(near.with == 1 ? "has" : "have") one",
      next: inventory[id]?.addCommand ?? "")
  }

  /// An ES import under another URL than the module has elsewhere: a browser runs it once for each
  /// (HTML, "fetch a module script": the module map's keys are URLs).
  func moduleTwice(_ index: Int) -> Finding? {
    let found = map.all[index]
    let reference = found.reference
    guard reference.form == .scriptImport, reference.context == .live,
      let id = found.resolution.asset, let root = roots[id.root], isTokenKnown(root),
      [".js", ".mjs"].contains(where: { Array(reference.target).hasSuffix($0) })
    else { return nil }
    let other = places[id, default: []].lazy.map { map.all[$0] }.first {
      ($0.isURL || $0.reference.form == .scriptImport) && $0.urlToken != found.urlToken
    }
    guard let other else { return nil }
    func words(_ found: FoundReference) -> String {
      switch found.resolution.tokenKind {
      case .literal, .bare: "with \(Self.shown(found.reference.token))"
      case .automatic: "with the application's token"
      case .computed, .changing: "with a computed token"
      case .none: "without a token"
      }
    }
    return finding(
      .moduleTwice, found,
      "imported \(words(found)) here, named \(words(other)) at \(Self.place(other)): the module runs"
        + " twice",
      next: root.isLiteral
        ? "name it by one URL everywhere"
        : "name it by one URL everywhere: an import map can give it the one with the token")
  }

  /// A URL written out in a template whose like are made by a helper.
  func hardCodedURL(_ found: FoundReference) -> Finding? {
    let reference = found.reference
    guard reference.form == .attribute, reference.context == .live, reference.isCertain,
      reference.target.first == BytePath.slash, let id = found.resolution.asset,
      let root = roots[id.root], root.helpers > 0,
      project.settings.templates.matches(reference.file)
    else { return nil }
    let helper = root.hasTag ? "{% static %}" : "url_for"
    let uses = Words.count(root.helpers, "place uses", "places use")
    if root.addsToken && !found.hasToken {
      return finding(
        .hardCodedURL, found,
        "written out, without the token that \(helper) would add (\(uses) it)",
        next: loaderAdvice(found, id))
    }
    var note = finding(
      .hardCodedURL, found, "written out, where \(uses) \(helper)",
      next: "write \(call(id, root))")
    note.severity = .note
    return note
  }

  /// A file that is not there.
  func missing(_ found: FoundReference) -> Finding? {
    guard found.resolution.status == .missing, found.reference.isCertain else { return nil }
    let file = found.resolution.file.map { "no \(VisibleText.of($0))" } ?? "no such file"
    return finding(
      .missing, found, "there is \(file)", next: "correct the name, or bring the file back")
  }

  /// A file that is there in other letters.
  func wrongCase(_ found: FoundReference) -> Finding? {
    guard found.resolution.status == .wrongCase, let id = found.resolution.asset else { return nil }
    return finding(
      .wrongCase, found,
      "written \(VisibleText.of(found.reference.target)), which Linux does not find",
      next: "write it in the letters of the file, \(VisibleText.of(id.path))")
  }
}

/// The file beside its URL.
extension ReferenceAudit {
  /// An `integrity` attribute of other bytes than the file has.
  func wrongIntegrity(_ index: Int) -> Finding? {
    guard let renewed = integrities[index] else { return nil }
    let found = map.all[index]
    guard let id = found.resolution.asset, let entry = inventory[id] else { return nil }
    // A bump writes it beside the token that it writes.
    let isMended = roots[id.root]?.isLiteral ?? false && found.hasWrittenToken
    return finding(
      .wrongIntegrity, found, "integrity is not of these bytes: browsers refuse the file",
      next: isMended
        ? entry.status == .fresh ? entry.mendCommand : entry.bumpCommand
        : "write integrity=\"\(renewed)\"")
  }
}

// What to do next.
extension ReferenceAudit {
  /// How a place comes to a token that follows its file.
  func tokenAdvice(_ found: FoundReference, _ id: AssetID) -> String {
    guard let root = roots[id.root], root.isLiteral else { return loaderAdvice(found, id) }
    return "write \(root.parameter)=1 as its token, then \(inventory[id]?.bumpCommand ?? "")"
  }

  /// How a place comes to the token that the application adds.
  func loaderAdvice(_ found: FoundReference, _ id: AssetID) -> String {
    guard let root = roots[id.root], project.settings.templates.matches(found.reference.file) else {
      return "name it only where the application adds the token, in a template"
    }
    return "write \(call(id, root))"
  }

  private func call(_ id: AssetID, _ root: RootFacts) -> String {
    root.hasTag
      ? "{% static '\(VisibleText.of(id.path))' %}" : VisibleText.of(FlaskExpression.urlFor(id))
  }
}

extension FoundReference {
  /// What tells the URL apart from others of the same file.
  fileprivate var urlToken: [UInt8] {
    let token = resolution.tokenKind
    guard token != .none, token != .automatic else { return Array(token.rawValue.utf8) }
    return Array("=".utf8) + reference.token.text
  }
}
