import ArgumentParser
import AssetCore
import Glibc

/// The URLs, and the HTML, that result.
struct Preview: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the URL, or the HTML, of each asset now and after a bump.",
    discussion: "PATH is a file as seen from here, or ROOT:PATH; without any, all assets.")

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The assets to preview.", valueName: "path"))
  var paths: [String] = []

  @Flag(help: "Print the HTML tags instead of the URLs.")
  var html = false

  func run() throws {
    try reportingErrors {
      let workspace = try common.openWorkspace()
      let rules = workspace.rules(on: try Today.day())
      let here = try WorkingFolder.path()
      let named = try paths.map { path in
        try AssetName(path).asset(
          in: workspace.inventory, of: workspace.project, seenFrom: here, on: DiskFileSystem())
      }
      let inventory = workspace.inventory
      let indices =
        paths.isEmpty ? Array(0..<inventory.names.count) : named.compactMap(inventory.index)
      for index in indices {
        let entry = inventory.entries[index]
        try StandardOutput.print(text(AssetReport(entry, of: workspace.project, by: rules)))
      }
    }
  }

  private func text(_ report: AssetReport) -> String {
    let now = html ? report.tag ?? report.url : report.url
    let next = html ? report.nextTag ?? report.nextURL : report.nextURL
    let nextText =
      next.map { VisibleText.of($0) } ?? (report.next.words.isEmpty ? "-" : report.next.words)
    return """
      \(report.entry.id.description)
        now   \(now.map { VisibleText.of($0) } ?? "-")
        next  \(nextText)
      """
  }
}
