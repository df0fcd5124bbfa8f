import AssetCore
import Screen

extension AppState {
  /// Asks for what the screen now shows, or somebody waits for, and is not known yet.
  mutating func lookUps() -> [Effect] {
    var effects: [Effect] = []
    if let id = mentionsWanted, let search = references.begin(id) {
      effects.append(.findMentions(id, project, search: search))
    }
    if case .page(var screen) = mode, screen.isOutdated, let file = screen.file {
      pageNumber += 1
      screen.begin(pageNumber)
      mode = .page(screen)
      effects.append(.readPage(PageSource(file: file, urls: pageURLs), page: pageNumber))
    }
    return effects
  }

  /// The asset whose mentions are shown or waited for.
  private var mentionsWanted: AssetID? {
    if let wish { return wish.id }
    switch mode {
    case .page(let screen): return screen.asset
    case .preview, .copy(overPreview: true):
      return preview.tab == .references ? current?.id : nil
    case .list, .filter, .copy, .token, .quitGuard, .sort:
      let layout = layout
      guard layout.preview != nil else { return nil }
      return preview.tab == .references || layout.showsAllTabs ? current?.id : nil
    default: return nil
    }
  }

  /// The URLs of assets in pages, with what is chosen.
  var pageURLs: PageURLs {
    PageURLs(
      project: project, inventory: inventory, choices: pending.chosen, rules: rules)
  }

  mutating func take(_ mentions: [Mention], search: Int) -> [Effect] {
    references.take(mentions, search: search)
    showPages()
    return grantWish()
  }

  /// Opens a page that mentions the asset under the cursor.
  mutating func openPage() {
    guard let current else {
      notice = Notice("there is no asset here")
      return
    }
    mode = .page(PageScreen(asset: current.id))
    showPages()
  }

  /// Takes what is known of the mentions into the page screen; back to the list where there is none.
  private mutating func showPages() {
    guard case .page(var screen) = mode, let mentions = references[screen.asset] else { return }
    if mentions.isEmpty {
      mode = .list
      notice = Notice("\(noMention(of: screen.asset)): there is no page to show")
    } else {
      screen.take(mentions)
      mode = .page(screen)
    }
  }

  func noMention(of id: AssetID) -> String {
    "no template names \(name(of: id)) between quotes"
  }

  /// Does something with the first mention of the asset under the cursor, once it is known.
  mutating func wish(_ kind: Wish.Kind) -> [Effect] {
    guard let current else {
      notice = Notice("there is no asset here")
      return []
    }
    wish = Wish(id: current.id, kind: kind)
    notice = Notice("searching templates")
    return grantWish()
  }

  private mutating func grantWish() -> [Effect] {
    guard let wish, let mentions = references[wish.id] else { return [] }
    self.wish = nil
    notice = nil
    switch (wish.kind, mentions.first) {
    case (.edit, let mention?):
      return [.edit(project.folder.appending(mention.file), line: mention.line)]
    case (.edit, nil):
      if case .file(let name) = project.source {
        return [.edit(project.folder.appending(name), line: nil)]
      }
      notice = Notice(
        "\(noMention(of: wish.id)), and there are no settings to open (assetbump init writes them)")
    case (.browse, let mention?):
      return [.browse(PageSource(file: mention.file, urls: pageURLs))]
    case (.browse, nil):
      notice = Notice("\(noMention(of: wish.id)): there is no page to show")
    }
    return []
  }

  /// Reads everything again after an editor, and says where it failed.
  mutating func edited(_ failure: String?) -> [Effect] {
    let effects = startScan()
    notice = failure.map { Notice($0, isError: true) }
    return effects
  }
}
