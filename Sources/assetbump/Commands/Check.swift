import ArgumentParser
import AssetCore

/// For CI: a line for each finding, and an exit code.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "For CI: print a line for each finding, exit with 1 where there is one.",
    discussion: """
      It writes nothing, repairs nothing, and needs no terminal. Where the project has pages or Python \
      source, the references in them and in stylesheets and scripts are looked at too. With --staged it \
      judges what the next commit will hold.

      Examples:
        assetbump check --format github
        assetbump check --staged
      """)

  @OptionGroup var common: CommonOptions

  @Option(
    help: "How findings are printed: text, json, github (annotations), sarif (2.1.0).")
  var format: FindingFormat = .text

  @Flag(help: "Print one JSON object: --format json.")
  var json = false

  @Flag(help: "Judge the files of git's index, which a commit would hold.")
  var staged = false

  func validate() throws {
    guard !json || format == .text || format == .json else {
      throw ValidationError("--json goes with --format json, not \(format.rawValue).")
    }
  }

  func run() throws {
    try CheckRun(options: common, format: json ? .json : format, isStaged: staged).run()
  }
}

extension FindingFormat: ExpressibleByArgument {}
