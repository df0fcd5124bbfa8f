import Site
import Values

extension Project {
  /// This project with what is known to be added to the URLs of its roots.
  public func knowing(_ learned: LearnedProject, _ map: ReferenceMap? = nil) -> Project {
    var project = self
    let made = map?.all.rootsWithMadeTokens ?? []
    for (index, root) in settings.roots.enumerated() where root.tokens == .loader {
      guard root.loader == .project else { continue }
      let versions = VisibleText.of(settings.versions)
      if let loader = learned.loader(of: root.name) ?? learned.anyLoader(of: root.name) {
        project.settings.roots[index].added =
          loader.kind.isOurs ? .recorded : .others(loader.words(versions: versions))
      } else if made.contains(root.name) {
        project.settings.roots[index].added = .others("templates compute it")
      } else if let changing = learned.changingLoader(of: root.name) {
        project.settings.roots[index].added = .others(changing.words(versions: versions))
      } else {
        project.settings.roots[index].added = .none
      }
    }
    return project
  }
}

extension FoundReferences {
  /// The roots whose assets live references of the project's own name with a token that an expression or
  /// a tag of the template makes.
  package var rootsWithMadeTokens: Set<String> {
    var roots: Set<String> = []
    var last = -1
    for row in rows where row.source == .own && row.context == .live && row.hasAsset {
      // The sources of bundles, which are no URLs, are not certain.
      guard
        row.resolvedKind == .computed || row.tokenKind == .automatic && row.has(.isCertain)
      else { continue }
      let section = names.sectionIndex(of: Int(row.asset))
      if section != last { roots.insert(names.sections[section].root) }
      last = section
    }
    return roots
  }
}
