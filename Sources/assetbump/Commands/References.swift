import ArgumentParser
import AssetCore
import Glibc

/// Every place that names a static file, and what is the matter with it.
struct References: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List each place that names a static file, and what is the matter with it.",
    discussion: """
      PATH is a template, stylesheet, script or source file, or a folder of them, as seen from here; or \
      ROOT:PATH, an asset whose references are listed. Exits with 1 where a finding is a warning or an \
      error.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp("The files or assets whose references are listed.", valueName: "path"))
  var paths: [String] = []

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Print the findings only.")
  var findings = false

  @Flag(help: "List those in vendored, minified, backup, test and documentation files too.")
  var all = false

  func run() throws {
    try reportingErrors {
      let workspace = try common.openWorkspace()
      let scope = try scope(in: workspace)
      let report = ReferenceReport(
        workspace.references(on: DiskFileSystem()), of: scope, hasOthers: all)
      if json {
        try StandardOutput.print(report.json.text)
      } else {
        try print(report)
      }
      if report.fails { throw ExitCode.finding }
    }
  }

  private func print(_ report: ReferenceReport) throws {
    try ReferenceOutput(report, common.paint).write(withTable: !findings && !report.shown.isEmpty)
    for line in report.summary { StandardError.print(line) }
  }

  /// What the arguments name.
  private func scope(in workspace: Workspace) throws -> [ReferenceReport.Scope] {
    let here = try WorkingFolder.path()
    return try paths.map { path in
      let file = here.appending(path).normalized
      if file == workspace.project.folder { return .file(".") }
      if let below = file.relative(to: workspace.project.folder),
        try DiskFileSystem().kind(of: file) != nil
      {
        return .file(below)
      }
      return .asset(
        try AssetName(path).asset(
          in: workspace.inventory, of: workspace.project, seenFrom: here, on: DiskFileSystem()))
    }
  }
}
