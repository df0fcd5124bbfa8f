import Site
import Values

extension Resolver {
  /// What a reference in a file of a built site names: a file where its URL leads, and nothing by any guess.
  func resolve(_ reference: Reference, in pages: BuiltPages) -> Resolution? {
    guard reference.call == nil, case .literal(let head)? = reference.parts.first else {
      return nil
    }
    let path = PercentEncoding.decoded(head[...])
    if reference.parts.count > 1 { return dynamic(reference, path, in: pages) }
    switch pages.place(of: path, in: reference) {
    case .elsewhere: return besideScript(reference, path, in: pages)
    case .unknown:
      if let found = besideScript(reference, path, in: pages) { return found }
      let isDoubt = reference.isCertain && FileExtensions.ends(path[...])
      return isDoubt && BuiltPages.isVersioned(BytePath(bytes: path))
        ? Resolution(status: .unsure, tokenKind: reference.token.kind) : nil
    case .file(let file):
      return built(file, reference) ?? besideScript(reference, path, in: pages)
    }
  }

  private func built(_ file: BytePath, _ reference: Reference) -> Resolution? {
    guard BuiltPages.isVersioned(file), var found = asset(file, in: 0, .ok) else { return nil }
    found.tokenKind = reference.token.kind
    return found
  }

  /// What a string of a script names that need not be a URL, and may be handed to `import()`.
  private func besideScript(
    _ reference: Reference, _ path: [UInt8], in pages: BuiltPages
  ) -> Resolution? {
    guard !reference.isCertain, reference.token.range == nil, reference.form == .scriptString,
      path.first != BytePath.slash,
      case .file(let file) = pages.place(of: path, beside: reference.file)
    else { return nil }
    return built(file, reference)
  }

  /// What a computed path may name; of its file what stands in front of the first expression is known.
  private func dynamic(
    _ reference: Reference, _ head: [UInt8], in pages: BuiltPages
  ) -> Resolution? {
    guard case .literal(let tail)? = reference.parts.last, FileExtensions.ends(tail[...]),
      BuiltPages.isVersioned(BytePath(bytes: tail)),
      case .file(let file) = pages.place(of: head, in: reference)
    else { return nil }
    var parts = reference.parts
    parts[0] = .literal(file.bytes)
    let count = layout.roots[0].assets.count(matching: parts)
    return count > 0
      ? Resolution(
        status: .dynamic, file: file, matches: count, tokenKind: reference.token.kind) : nil
  }
}
