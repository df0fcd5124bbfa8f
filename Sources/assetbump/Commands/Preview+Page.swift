import ArgumentParser
import AssetCore
import Disk
import Planning
import Site
import Values

extension Preview {
  /// Prints a template as the page that results: its URLs, or all of its HTML.
  func printPage(_ template: String, of workspace: Workspace, by rules: TokenRules) throws {
    let here = try WorkingFolder.path()
    let path = here.appending(template).normalized
    guard let file = path.relative(to: workspace.project.folder) else {
      throw PageError.outsideProject(template)
    }
    let urls = PageURLs(
      project: workspace.project, inventory: workspace.inventory, choices: [:], rules: rules)
    let page = try PageSource(file: file, urls: urls).preview(from: DiskFileSystem())
    if html {
      try StandardOutput.print(lines: page.lines.map(\.next))
    } else {
      for line in page.lines {
        for replacement in line.replacements {
          try StandardOutput.print(Self.text(of: replacement, at: "\(template):\(line.number)"))
        }
      }
    }
  }

  private static func text(of replacement: PageReplacement, at place: String) -> String {
    """
    \(VisibleText.of(place))  \(replacement.asset.description)
      now   \(VisibleText.of(replacement.now))
      next  \(VisibleText.of(replacement.next))
    """
  }
}

/// Why a page cannot be shown.
enum PageError: Error, CustomStringConvertible {
  case outsideProject(String)

  var description: String {
    switch self {
    case .outsideProject(let template):
      "`\(VisibleText.of(template))` lies outside the project - name a template inside it,"
        + " or say --project"
    }
  }
}
