import ArgumentParser

/// Every place that names a static file, and what is the matter with it.
struct References: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "references",
    abstract: "List each place that names a static file, and what is the matter with it.",
    discussion: """
      PATH is a template, stylesheet, script or source file, or a folder of them, as seen from here; or \
      ROOT:PATH, an asset whose references are listed. Exits with 1 where a finding is a warning or an \
      error.

      Examples:
        assetbump references --findings
        assetbump references static:css/site.css
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp("The files or assets whose references are listed.", valueName: "path"),
    completion: PathCompletion.all)
  var paths: [String] = []

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Print the findings only.")
  var findings = false

  @Flag(help: "List those in vendored, minified, backup, test and documentation files too.")
  var all = false

  func run() throws {
    try ReferencesRun(
      options: common, choice: .init(json: json, findings: findings, all: all), paths: paths
    ).run()
  }
}
