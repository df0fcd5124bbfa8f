import Values

extension ReleaseChanges {
  /// Tables in GitHub's Markdown, for those who review the release.
  ///
  /// - Parameter base: what makes URLs absolute; nil leaves them as pages have them.
  public func markdown(at base: BaseURL?) -> String {
    let later = to.commit == nil ? to.name : MarkdownText.code(to.name)
    var lines = ["### Static files: \(MarkdownText.code(from.name)) to \(later)", ""]
    let counts = ReleaseChange.Kind.allCases.filter { count($0) > 0 }.map { kind in
      let words = "\(count(kind)) \(kind.rawValue)"
      return kind == .poisoned || kind == .wasted ? "**\(words)**" : words
    }
    lines.append(counts.isEmpty ? "Nothing changes." : counts.joined(separator: ", ") + ".")
    for kind in ReleaseChange.Kind.allCases where count(kind) > 0 {
      lines += [
        "", "#### \(kind.heading)", "", "| asset | before | after | bytes | named in |",
        "| --- | --- | --- | ---: | --- |",
      ]
      lines += all.lazy.filter { $0.kind == kind }.map { $0.row(at: base) }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension ReleaseChange.Kind {
  fileprivate var heading: String {
    switch self {
    case .poisoned: "Poisoned: other bytes under a URL that browsers may hold"
    case .wasted: "Wasted: another URL for the same bytes"
    case .changed: "Changed"
    case .added: "Added"
    case .removed: "Removed"
    case .moved: "Moved: another URL by other settings"
    }
  }
}

extension ReleaseChange {
  fileprivate func row(at base: BaseURL?) -> String {
    func url(_ url: String?) -> String {
      url.map { MarkdownText.code(base?.absolute($0) ?? $0) } ?? ""
    }
    let named = pages.prefix(3).map { MarkdownText.code(VisibleText.of($0)) }
    let more = pages.count > 3 ? " and \(pages.count - 3) more" : ""
    let cells = [
      MarkdownText.code(id.description), url(oldURL), url(newURL),
      size.map { SizeText.short(of: $0) } ?? "", named.joined(separator: ", ") + more,
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
