import AssetCore
import Formats
import Planning
import References
import Screen
import Site
import Values

extension AppState {
  /// Asks for what the screen now shows, or somebody waits for, and is not known yet.
  mutating func lookUps() -> [Effect] {
    var effects = referencesLookUp()
    if case .page(var screen) = mode, screen.isOutdated, let file = screen.file {
      pageNumber += 1
      screen.begin(pageNumber)
      mode = .page(screen)
      if let source = servedPageSource(of: screen) {
        effects.append(.readServedPage(source, page: pageNumber))
      } else {
        effects.append(.readPage(PageSource(file: file, urls: pageURLs), page: pageNumber))
      }
    }
    return effects + siteLookUp()
  }

  /// Asks for the references once the assets are read; earlier where somebody waits for them.
  private mutating func referencesLookUp() -> [Effect] {
    guard references.isOutdated, !references.isReading, hasListed,
      !scan.isRunning || awaitsReferences
    else { return [] }
    // The names that a scan lists are what references can lead to.
    if case .listing = scan { return [] }
    return [.readReferences(project, inventory, reading: references.begin(isEarly: scan.isRunning))]
  }

  /// Whether somebody waits for the references.
  private var awaitsReferences: Bool {
    guard references.map == nil else { return false }
    if wish != nil { return true }
    switch mode {
    case .page(let screen): return screen.content == .searching
    case .preview, .copy(overPreview: true): return preview.tab == .references
    case .list, .filter, .copy, .token, .quitGuard, .sort:
      let layout = layout
      return layout.preview != nil && (preview.tab == .references || layout.showsAllTabs)
    default: return false
    }
  }

  /// The URLs of assets in pages, with what is chosen.
  var pageURLs: PageURLs {
    PageURLs(
      project: servedProject, inventory: inventory, choices: pending.chosen, rules: rules)
  }

  /// The reference that stands for an asset: the first in a template, else the first.
  func mainReference(to id: AssetID) -> Reference? {
    guard let map = references.map else { return nil }
    let indices = map.indices(of: id)
    let inTemplate = indices.first {
      project.settings.templates.matches(map.all[$0].reference.file)
    }
    return (inTemplate ?? indices.first).map { map.all[$0].reference }
  }

  mutating func receiveReferences(_ map: ReferenceMap, _ findings: [Finding], reading: Int)
    -> [Effect]
  {
    guard references.receive(map, findings, of: inventory, in: project, reading: reading) else {
      return []
    }
    if showsFindings { refreshFindings() }
    showPages()
    return watches() + grantWish()
  }

  /// Opens a page that names the asset under the cursor; from the list of its references the one under
  /// the cursor there.
  mutating func openPage() {
    if showsFindings, mode == .list, let heading = findings.current?.heading {
      if findings.isOpen(findings.groups[heading]) { findings.fold() } else { findings.open() }
      return
    }
    if !showsFindings, let row = list.currentRow, row.asset == nil, mode == .list {
      if row.folder != nil, isOpen(list.cursor) { fold() } else { open() }
      return
    }
    let place = chosenPlace
    guard place != nil || current != nil else {
      notice = Notice("there is no asset here")
      return
    }
    mode = .page(
      PageScreen(asset: current?.id, place: place, isOverPreview: mode == .preview))
    showPages()
  }

  /// The place under the cursor of a list of references or findings.
  private var chosenPlace: PageScreen.Place? {
    chosenReference.map { PageScreen.Place($0) } ?? (mode == .list ? findingPlace : nil)
  }

  /// Takes what is known of the references into the page screen; back where it came from where there
  /// is none.
  mutating func showPages() {
    guard case .page(var screen) = mode, let map = references.map else { return }
    let main = screen.asset.flatMap(mainReference)
    var places =
      screen.asset.map(map.indices)?.map { PageScreen.Place(map.all[$0].reference) } ?? []
    let served = screen.asset.map(servedPlaces) ?? []
    // The templates stand beside the first generated page.
    places = Array(served.prefix(1)) + places + served.dropFirst()
    if let first = screen.first, !places.contains(where: { $0.file == first.file }) {
      places.insert(first, at: 0)
    }
    if let start = screen.first ?? served.first ?? main.map({ PageScreen.Place($0) }) {
      screen.replacePlaces(places, first: start)
      mode = .page(screen)
    } else {
      mode = screen.origin
      let reason = screen.asset.map(noReference) ?? "nothing is known of it"
      notice = Notice("\(reason): there is no page to show")
    }
  }

  func noReference(to id: AssetID) -> String {
    "no file of the project names \(name(of: id))"
  }

  /// Does something with the reference that stands for the asset under the cursor, once it is known.
  mutating func wish(_ kind: Wish.Kind) -> [Effect] {
    if kind == .edit, let failure, let file = failure.file {
      return [.edit(file, line: failure.line)]
    }
    if let chosenPlace { return grant(kind, of: current?.id, at: chosenPlace) }
    guard let current else {
      notice = Notice("there is no asset here")
      return []
    }
    wish = Wish(id: current.id, kind: kind)
    notice = Notice("reading references")
    return grantWish()
  }

  private mutating func grantWish() -> [Effect] {
    guard let wish, references.map != nil else { return [] }
    self.wish = nil
    notice = nil
    let main = mainReference(to: wish.id).map { PageScreen.Place($0) }
    return grant(wish.kind, of: wish.id, at: main)
  }

  private mutating func grant(
    _ kind: Wish.Kind, of id: AssetID?, at place: PageScreen.Place?
  ) -> [Effect] {
    let reason = id.map(noReference) ?? "nothing is known of it"
    switch (kind, place) {
    case (.edit, let place?):
      return [.edit(project.folder.appending(place.file), line: place.line)]
    case (.edit, nil):
      if case .file(let name) = project.source {
        return [.edit(project.folder.appending(name), line: nil)]
      }
      notice = Notice(
        "\(reason), and there are no settings to open (assetbump init writes them)")
    case (.browse, let place?):
      if chosenPlace == nil, let id, let source = servedPageSource(naming: id) {
        return [.browseServedPage(source)]
      }
      return browse(place.file)
    case (.browse, nil):
      if let id, let source = servedPageSource(naming: id) { return [.browseServedPage(source)] }
      notice = Notice("\(reason): there is no page to show")
    }
    return []
  }

  /// Shows a file in the browser, where it is a page.
  mutating func browse(_ file: BytePath) -> [Effect] {
    guard ReferenceLanguage(file) == .template else {
      notice = Notice("\(VisibleText.of(file)) is no page that a browser shows")
      return []
    }
    return [.browse(PageSource(file: file, urls: pageURLs))]
  }

  /// Reads everything again after an editor, and says where it failed.
  mutating func edited(_ failure: String?) -> [Effect] {
    let effects = startScan()
    notice = failure.map { Notice($0, isError: true) }
    return effects
  }
}
