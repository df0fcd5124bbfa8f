import Planning
import Site

extension AppState {
  /// What the file of an asset tells for its HTML; nil where that is not known yet.
  func facts(of entry: Entry) -> FileFacts? {
    question(of: entry).map { facts[$0] } ?? FileFacts()
  }

  /// The URLs of an asset, with what is chosen for it.
  func links(of entry: Entry) -> AssetLinks {
    AssetLinks(entry, of: servedProject, next: next(of: entry))
  }

  /// The project with what is known to be added to its URLs, once its references are read.
  var servedProject: Project {
    references.map.map { project.knowing($0.learned, $0) } ?? project
  }

  /// Makes the HTML of assets.
  var tags: TagRenderer {
    TagRenderer(project: servedProject, inventory: inventory)
  }

  /// Whether stylesheets and scripts get an `integrity` attribute: what the key chose, else what the
  /// settings say.
  var showsIntegrity: Bool {
    preview.integrity ?? project.settings.html.integrity
  }

  /// Shows the HTML with or without `integrity` attributes.
  mutating func toggleIntegrity() {
    preview.integrity = !showsIntegrity
    notice = Notice(
      showsIntegrity
        ? "integrity in the HTML of stylesheets and scripts" : "no integrity in the HTML")
  }

  /// Asks for what the HTML of the asset under the cursor needs, where somebody may want it.
  mutating func factsLookUp() -> [Effect] {
    guard showsHTML, let current, let question = question(of: current),
      let reading = facts.begin(question)
    else { return [] }
    return [.readFacts(question, reading: reading)]
  }

  private var showsHTML: Bool {
    switch mode {
    case .copy: return true
    case .preview: return preview.tab == .html
    case .list, .filter:
      let layout = layout
      return layout.preview != nil && (preview.tab == .html || layout.showsAllTabs)
    default: return false
    }
  }

  /// What is to be asked of an asset's file; nil where its HTML says nothing that stands there.
  private func question(of entry: Entry) -> Facts.Question? {
    let kind = tags.kind(of: entry.id)
    guard let file = entry.file, FileFacts.areNeeded(for: kind, integrity: showsIntegrity) else {
      return nil
    }
    return Facts.Question(
      file: file, kind: kind, integrity: kind.takesIntegrity && showsIntegrity)
  }
}
