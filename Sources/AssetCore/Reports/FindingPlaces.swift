import Planning
import Site
import Values

/// Where findings are, for readers who want a file for each: seen from a folder, as a rule that of the
/// repository.
public struct FindingPlaces: Sendable {
  private let inventory: Inventory
  private let project: BytePath
  private let versions: BytePath
  private let prefix: BytePath

  /// Places findings of a project.
  ///
  /// - Parameters:
  ///   - shown: the project's folder as it is shown, absolute, where the one that was read is a copy.
  ///   - folder: the folder that files are seen from, absolute; the project's where it lies elsewhere.
  public init(
    of project: Project, _ inventory: Inventory, shownAs shown: BytePath, seenFrom folder: BytePath
  ) {
    self.inventory = inventory
    self.project = project.folder
    versions = project.settings.versions
    prefix = shown.relative(to: folder) ?? "."
  }

  /// A finding's file: the one that it names, else its asset's, else the versions file.
  public func file(of finding: Finding) -> BytePath {
    let asset = finding.id.flatMap { inventory[$0]?.file?.relative(to: project) }
    let file = finding.file ?? asset ?? versions
    return prefix == "." ? file : prefix.appending(file)
  }
}
