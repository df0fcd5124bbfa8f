import Formats
import Values

extension ReleaseChanges {
  /// The object that `changes --json` prints.
  ///
  /// - Parameter base: what makes URLs absolute; nil leaves them as pages have them.
  public func json(at base: BaseURL?) -> JSONOutput {
    .object([
      ("format", .number(1)),
      ("from", Self.json(of: from)),
      ("to", Self.json(of: to)),
      ("changes", .array(all.map { $0.json(at: base) })),
    ])
  }

  private static func json(of release: Release) -> JSONOutput {
    .object([("name", .string(release.name)), ("commit", .optional(release.commit?.hex))])
  }
}

extension ReleaseChange {
  fileprivate func json(at base: BaseURL?) -> JSONOutput {
    func absolute(_ url: String?) -> JSONOutput {
      .optional(url.map { base?.absolute($0) ?? $0 })
    }
    var members: [(String, JSONOutput)] = [
      ("change", .string(kind.rawValue)), ("root", .string(id.root)),
      ("path", .string(VisibleText.escapingBadBytes(id.path.bytes))),
    ]
    if id.path.text == nil { members.append(("pathBytes", .string(HexText.of(id.path.bytes)))) }
    let pages = places.map { place in
      JSONOutput.object([
        ("file", .string(VisibleText.escapingBadBytes(place.file.bytes))),
        ("line", .number(place.position.line)), ("column", .number(place.position.column)),
      ])
    }
    members += [
      ("why", .string(why)), ("next", .optional(next)),
      ("oldToken", .optional(old?.token.text)), ("newToken", .optional(new?.token.text)),
      ("oldURL", absolute(oldURL)), ("newURL", absolute(newURL)),
      ("oldSHA256", .optional(old?.digest.hex)),
      ("newSHA256", .optional(new == nil ? nil : digest?.hex)),
      ("size", size.map { .number(Int(clamping: $0)) } ?? .null), ("pages", .array(pages)),
    ]
    return .object(members)
  }
}
