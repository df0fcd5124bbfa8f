import ArgumentParser
import AssetCore
import Disk
import Formats
import Glibc
import Planning
import Site
import Values

/// The URLs, and the HTML, that result.
struct Preview: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Print the URL, or the HTML, of each asset now and after a bump.",
    discussion: """
      PATH is a file as seen from here, or ROOT:PATH; without any, all assets. With --page, the URLs \
      that come into one template; with --html too, all of the page that results. With --from, the same \
      of the HTML that the running application generates: that URL alone is asked for, by the program curl.

      Examples:
        assetbump preview static/css/site.css --html
        assetbump preview --from http://127.0.0.1:5000/ --html
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp("The assets to preview.", valueName: "path"),
    completion: PathCompletion.assets)
  var paths: [String] = []

  @Option(
    help: ArgumentHelp("Preview this page instead.", valueName: "template"),
    completion: PathCompletion.templates)
  var page: String?

  @Option(
    help: ArgumentHelp(
      "Preview the page that the application generates at this URL.", valueName: "url"))
  var from: WebURL?

  @OptionGroup var fetching: FetchOptions

  @Flag(help: "Print the HTML instead of the URLs.")
  var html = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    guard [page != nil, from != nil, !paths.isEmpty].count(where: { $0 }) < 2 else {
      throw ValidationError("Name assets, or a page with --page or --from, one of them.")
    }
    guard from != nil || !fetching.areGiven else {
      throw ValidationError("--header, --user, --cacert, --insecure and --max-time go with --from.")
    }
  }

  func run() throws {
    try reportingErrors {
      let workspace = try common.openServedWorkspace()
      let rules = workspace.rules(on: try Today.day())
      if let from { return try GeneratedPreview(of: workspace, by: rules, self).print(from) }
      if let page { return try printPage(page, of: workspace, by: rules) }
      let here = try WorkingFolder.path()
      let named = try paths.map { path in
        try AssetName(path).asset(
          in: workspace.inventory, of: workspace.project, seenFrom: here, on: DiskFileSystem())
      }
      let inventory = workspace.inventory
      let indices =
        paths.isEmpty ? Array(0..<inventory.names.count) : named.compactMap(inventory.index)
      var objects: [JSONOutput] = []
      for index in indices {
        let entry = inventory.entries[index]
        let preview = AssetPreview(
          entry, in: inventory, of: workspace.project, by: rules,
          html: html ? DiskFileSystem() : nil)
        if json {
          objects.append(preview.json(of: entry.id))
        } else {
          try StandardOutput.print(text(preview, of: entry, next: entry.next(by: rules)))
        }
      }
      if json {
        try StandardOutput.print(
          JSONOutput.object([("format", .number(1)), ("assets", .array(objects))]).text)
      }
    }
  }

  private func text(_ preview: AssetPreview, of entry: Entry, next: NextToken) -> String {
    let nextText = preview.next ?? (next.words.isEmpty ? "-" : next.words)
    let lines =
      [("now", preview.now ?? "-"), ("next", nextText)]
      + (preview.template.map { [("flask", $0)] } ?? []) + preview.warnings.map { ("warn", $0) }
    let width = lines.map(\.0.count).max() ?? 0
    return lines.reduce(entry.id.description) { text, line in
      let label = line.0 + String(repeating: " ", count: width - line.0.count)
      return text + "\n  \(label)  \(VisibleText.of(line.1))"
    }
  }
}
