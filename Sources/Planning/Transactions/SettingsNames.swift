import Formats
import Site
import Values

/// The files of a project that its settings name, so that a write may change them: the versions file,
/// the templates, and what lies below the static roots.
struct SettingsNames {
  private let versions: BytePath
  private let templates: GlobList
  private let roots: [BytePath]

  init(of project: Project) {
    versions = project.settings.versions.normalized
    templates = project.settings.templates
    roots = project.settings.roots.flatMap(\.folders).map(\.normalized)
  }

  /// Whether the settings name a file, seen from the project's folder.
  func contains(_ name: BytePath) -> Bool {
    name == versions || templates.matches(name) || roots.contains { name.isBelow($0) }
  }
}
