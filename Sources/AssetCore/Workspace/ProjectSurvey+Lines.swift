import References
import Site
import Values

/// What was found, for a person.
extension ProjectSurvey {
  /// A line for each thing that was found, with where.
  ///
  /// - Parameter setup: the loader that is written, which says itself what is to be added.
  func lines(writing setup: LoaderSetup? = nil) -> [String] {
    var lines: [String] = []
    for found in layout.roots {
      let root = found.root
      let folders = root.folders.map { $0 == "." ? "this folder" : "\(VisibleText.of($0))/" }
        .joined(separator: ", ")
      lines.append(
        "  \(VisibleText.of(root.name)): \(folders) served under \(VisibleText.of(root.url)),"
          + " by \(found.evidence)")
      lines.append("    tokens = \"\(root.tokens.rawValue)\": \(found.tokens)")
      if let evidence = found.parameter {
        lines.append("    parameter = \"\(VisibleText.of(root.parameter))\": \(evidence)")
      }
    }
    if setup == nil { lines += lackLines }
    lines += bareLines
    for (helper, place) in zip(learned.helpers, learned.helperPlaces) {
      lines.append(
        "  helper \(VisibleText.of(helper.example)), by \(place.words)")
    }
    for endpoint in learned.endpoints {
      lines.append(
        "  endpoint \(VisibleText.of(endpoint.name))(\(endpoint.arguments.joined(separator: ", ")))"
          + " serves files of \(VisibleText.of(endpoint.root))")
    }
    if let base = learned.pageBase {
      lines.append("  pages count relative URLs from \(VisibleText.of(base)), by <base href>")
    }
    if let counting {
      lines.append("  \(counting): default = \"count\" in [strategy] goes on counting")
    }
    return lines + foreign.lines + separate.lines + otherLines + candidateLines + astrayLines
  }

  private var candidateLines: [String] {
    var lines: [String] = []
    if layout.roots.isEmpty {
      lines.append(
        "  no static root: no source serves a folder, no page names a file of one, and none is named"
          + " static")
      if let application = learned.application {
        lines.append(
          "  \(application.evidence.words) serves static/ once that folder is there: create it, put"
            + " files into it, and run assetbump init again")
      } else if let site = writtenSite {
        let place =
          site.mark.folder == "." ? "" : " in \(VisibleText.of(site.mark.folder))/"
        lines.append(
          "  \(VisibleText.of(site.mark)): \(site.name) writes the site: after \(site.command)\(place),"
            + " assetbump stamp \(VisibleText.of(site.folder)) gives its URLs their tokens, without settings"
        )
      } else if layout.candidates.isEmpty && layout.others.isEmpty {
        lines.append(
          "  put the files that browsers fetch into static/, and run assetbump init again")
      }
    }
    guard !layout.candidates.isEmpty else { return lines }
    for found in layout.candidates.prefix(8) {
      lines.append(
        "  may be served: \(VisibleText.of(found.root.folders[0]))/, by \(found.evidence)")
    }
    if layout.candidates.count > 8 { lines.append("  and \(layout.candidates.count - 8) more") }
    return lines + [
      "  take the # away from their lines in assetbump.toml where they are, and see that url is right"
    ]
  }

  private var astrayLines: [String] {
    guard let astray else { return [] }
    let subject =
      astray.count == 1
      ? "1 reference carries a token but leads to no root, "
      : "\(astray.count) references carry tokens but lead to no root, first "
    return ["  \(subject)\(astray.first)"]
  }

  /// What to do where nothing adds tokens.
  private var lackLines: [String] {
    guard !lacking.isEmpty else { return [] }
    let names = lacking.map { VisibleText.of($0) }.joined(separator: ", ")
    let unread =
      learned.unread.words.map { ["  \($0): whether they add tokens is not known"] } ?? []
    guard let application = learned.application, let file = application.evidence.file else {
      return unread + [
        "  no URL of \(names) carries a token until the application adds it: see assetbump loader,",
        "  or say loader = \"elsewhere\" where code that is not read here does,"
          + " tokens = \"literal\" where templates hold them",
      ]
    }
    return unread + [
      "  no URL of \(names) carries a token until \(VisibleText.of(file)) has these two lines:"
    ] + application.loaderLines().all.map { "    \($0)" }
      + [
        "  or assetbump init --loader, which writes their code into the project and shows where they belong"
      ]
  }

  /// What begins where no reference carries a token yet and they are to stand in files.
  private var bareLines: [String] {
    guard standing == nil, layout.roots.contains(where: { $0.root.tokens == .literal }) else {
      return []
    }
    return [
      "  nothing carries a token yet: assetbump bump --all --add-tokens writes the first ones"
    ]
  }

  private var otherLines: [String] {
    let shown = layout.others.prefix(3).map(VisibleText.of)
    guard !shown.isEmpty else { return [] }
    let more = layout.others.count > 3 ? " and \(layout.others.count - 3) more" : ""
    return [
      "  found \(shown.joined(separator: ", "))\(more) too: take the # away in assetbump.toml from"
        + " what is served under a URL of its own"
    ]
  }
}
