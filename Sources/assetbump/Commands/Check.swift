import ArgumentParser

/// For CI: a line for each finding, and an exit code.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "For CI: print a line for each finding, exit with 1 where there is one.",
    discussion: """
      It writes nothing, repairs nothing, and needs no terminal. Where the project has pages or Python \
      source, the references in them and in stylesheets and scripts are looked at too.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    try CheckRun(options: common, json: json).run()
  }
}
