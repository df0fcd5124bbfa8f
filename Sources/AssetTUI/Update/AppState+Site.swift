import AssetCore
import Planning
import Screen
import Site
import Values

/// The running site of the settings: what it serves, and the pages that it generates.
extension AppState {
  /// Has the site of the settings read, once assets and references are known.
  mutating func verifySite() {
    guard project.settings.site != nil else {
      notice = Notice(
        "no site to read: the settings say where the application runs, as [site] url ="
          + " \"http://127.0.0.1:5000\"")
      return
    }
    guard !site.isRunning else {
      notice = Notice("\(site.work.lowercasedFirst) - Esc stops it")
      return
    }
    site.want()
    notice = nil
  }

  /// Asks for the site that somebody waits for.
  mutating func siteLookUp() -> [Effect] {
    guard site.isWanted, !scan.isRunning, hasListed, failure == nil, references.map != nil,
      !references.isReading
    else { return [] }
    return verify(isConfirmed: false)
  }

  private mutating func verify(isConfirmed: Bool) -> [Effect] {
    guard let url = project.settings.site, let map = references.map else { return [] }
    let question = SiteQuestion(
      url: url, project: servedProject, inventory: inventory, versions: versions.file, map: map)
    return [.verify(question, isConfirmed: isConfirmed, run: site.begin())]
  }

  /// Asks the person whether a site that is not this machine's may be asked.
  mutating func askForSite(run: Int) {
    guard site.end(nil, run: run), let url = project.settings.site else { return }
    guard mode == .list || mode == .preview else {
      let key = keys.keyName(of: .verify) ?? "V"
      notice = Notice("\(url.origin) is another machine: \(key) asks whether it may be asked")
      return
    }
    notice = nil
    mode = .siteQuestion(url)
  }

  /// Only `y` has the site asked.
  mutating func takeInSiteQuestion(_ key: Key, _ url: WebURL) -> [Effect] {
    mode = .list
    guard key == "y", url == project.settings.site else {
      notice = Notice("\(url.origin) was not asked")
      return []
    }
    return verify(isConfirmed: true)
  }

  mutating func finishSiteCheck(_ result: Result<SiteReport, SiteFailure>, run: Int) {
    switch result {
    case .success(let report):
      guard site.end(report, run: run) else { return }
      let key = keys.keyName(of: .viewFindings) ?? "5"
      notice = Notice(
        report.summary + (report.findings.isEmpty || showsFindings ? "" : " - \(key) shows them"))
      if showsFindings { refreshFindings() }
      if case .page(let screen) = mode, screen.asset != nil { showPages() }
    case .failure(let failure):
      if site.end(nil, run: run) { notice = Notice(failure.words, isError: true) }
    }
  }

  // MARK: Generated pages

  /// The pages of the site that name an asset, each with the line where it does first.
  func servedPlaces(naming id: AssetID) -> [PageScreen.Place] {
    site.pages.compactMap { page in page.lines[id].map { PageScreen.Place(page, line: $0) } }
  }

  /// The generated page that a screen shows; nil where it shows a file.
  func servedPageSource(of screen: PageScreen) -> ServedPageSource? {
    guard screen.isServed, let file = screen.file else { return nil }
    return site.pages.first { BytePath($0.url.text) == file }.map(source)
  }

  /// The first generated page that names an asset; nil where none is known.
  func servedPageSource(naming id: AssetID) -> ServedPageSource? {
    site.pages.first { $0.lines[id] != nil }.map(source)
  }

  private func source(of page: ServedPage) -> ServedPageSource {
    ServedPageSource(
      page: page, urls: pageURLs, versions: versions.file, map: references.map ?? .init())
  }

  /// Opens the place in the project's files that names what the line under the cursor names.
  mutating func editTemplate(of screen: PageScreen) -> [Effect] {
    var screen = screen
    guard let asset = screen.currentLine?.replacements.first?.asset,
      let reference = mainReference(to: asset)
    else {
      screen.notice = Notice("the application generates this line: no file of the project has it")
      mode = .page(screen)
      return []
    }
    return [.edit(project.folder.appending(reference.file), line: reference.position.line)]
  }
}

extension String {
  /// The text with a small letter at its start.
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
