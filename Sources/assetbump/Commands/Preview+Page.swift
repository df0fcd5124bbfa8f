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
    if (try? DiskFileSystem().kind(of: path)) == nil,
      let meant = templateMeant(by: template, in: workspace.project)
    {
      throw PageError.unknown(template, meant)
    }
    let urls = PageURLs(
      project: workspace.project, inventory: workspace.inventory, choices: [:], rules: rules)
    let page = try PageSource(file: file, urls: urls).preview(from: DiskFileSystem())
    if json {
      try StandardOutput.print(page.json(hasHTML: html).text)
    } else if html {
      try StandardOutput.print(lines: page.lines.map(\.next))
    } else {
      for line in page.lines {
        for replacement in line.replacements {
          try StandardOutput.print(Self.text(of: replacement, at: "\(template):\(line.number)"))
        }
      }
    }
  }

  /// The template that may be meant: one whose path ends so, else the one that is spelled nearly so; as
  /// seen from the project's folder.
  private func templateMeant(by name: String, in project: Project) -> BytePath? {
    let files = TemplateList(project: project, fileSystem: DiskFileSystem()).files()
    let end = Array(("/" + name).utf8)
    if let found = files.first(where: {
      ([UInt8(ascii: "/")] + $0.bytes).suffix(end.count).elementsEqual(end)
    }) {
      return found
    }
    let names = files.map { VisibleText.of($0) }
    let lastNames = files.map { VisibleText.of(BytePath(bytes: Array($0.name))) }
    for words in [names, lastNames] {
      if let near = Spelling.nearest(to: name, of: words), let index = words.firstIndex(of: near) {
        return files[index]
      }
    }
    return nil
  }

  private static func text(of replacement: PageReplacement, at place: String) -> String {
    """
    \(VisibleText.of(place))  \(replacement.asset.description)
      now   \(VisibleText.of(replacement.now))
      next  \(VisibleText.of(replacement.next))
    """
  }
}
