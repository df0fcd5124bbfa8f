import ArgumentParser

/// The tool: without a subcommand it opens the terminal UI.
@main
struct Assetbump: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assetbump",
    abstract: "See which static files changed, and give exactly those a new version token.",
    discussion: """
      Without a subcommand it opens the terminal UI: B bumps all that is stale, w shows the diff, \
      y writes it.

      Exit codes: 0 all is well; 1 a finding, or something asked for was left; 2 it cannot be done; \
      64 wrong usage.
      """,
    version: "0.1.0",
    subcommands: [
      List.self, Check.self, Bump.self, Preview.self, Initialize.self,
    ])

  @OptionGroup var common: CommonOptions

  @Flag(help: "Start with the mouse on: click moves, the wheel scrolls.")
  var mouse = false

  func run() throws {
    try reportingErrors {
      try InteractiveSession(common: common, mouse: mouse).run()
    }
  }
}
