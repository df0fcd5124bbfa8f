import ArgumentParser
import CMemory
import CursesTerminal
import Disk
import Glibc
import Values

/// The tool: without a subcommand it opens the terminal UI.
///
/// Every command says its name: the parser would otherwise ask the runtime for that of the type, which
/// takes a sixth of the start of the process.
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

      Examples:
        assetbump              the terminal UI on the project around here
        assetbump bump --all   all that is stale gets a new token, without a question

      The manual: assetbump help TOPIC; assetbump help lists the topics.
      """,
    version: version,
    subcommands: [
      List.self, Check.self, Bump.self, Preview.self, References.self,
      Changes.self, Verify.self, Stamp.self, Initialize.self, TakeBack.self, Loader.self,
      Merge.self,
      Help.self,
    ])

  /// The version; of a built release, with the commit that it was built from.
  static var version: String {
    EmbeddedFile("commit").map { "\(number) (\($0.text.prefix { $0 != "\n" }))" } ?? number
  }

  static let number = "0.1.0"

  @OptionGroup var common: CommonOptions

  @Flag(help: "Start with the mouse on: click moves, the wheel scrolls.")
  var mouse = false

  @Flag(help: "Start with one flat list, without folders.")
  var flat = false

  @Option(help: "The colours of the terminal UI: auto (by the terminal's ground), dark, light.")
  var theme: ThemeChoice = .auto

  @OptionGroup var writing: WriteOptions

  /// Parses the command line and runs the command.
  ///
  /// What the parser says about wrong usage is made safe for a terminal: a name that the shell put in
  /// place of a star comes from the disk.
  static func main() {
    cmemory_give_back_early()
    FileSizeLimit.bear()
    do {
      if let command = DirectCommand(CommandLine.arguments.dropFirst()) { return try command.run() }
      var words = Array(CommandLine.arguments.dropFirst())
      if let script = CompletionScript(words) {
        return try reportingErrors { try StandardOutput.print(script.text) }
      }
      if let unknown = UnknownCommand(in: words) {
        guard WorkingFolder.hasFolder(unknown.word) else {
          throw ValidationError(unknown.message)
        }
        // `assetbump shop` opens the terminal UI on the folder.
        words.replaceSubrange(unknown.place...unknown.place, with: ["--project", unknown.word])
      }
      var command = try parseAsRoot(words)
      try command.run()
    } catch {
      let code = exitCode(for: error)
      if code == .success { printHelp(of: error) }
      let lines = fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false)
      let message = lines.map { VisibleText.of(String($0)) }.joined(separator: "\n")
      if !message.isEmpty { StandardError.print(message) }
      Glibc.exit(code.rawValue)
    }
  }

  /// Prints the help or the version that was asked for, and ends the process.
  private static func printHelp(of request: any Error) -> Never {
    do {
      try reportingErrors { try StandardOutput.print(fullMessage(for: request)) }
      Glibc.exit(ExitCode.success.rawValue)
    } catch {
      Glibc.exit(ExitCode.impossible.rawValue)
    }
  }

  func run() throws {
    try reportingErrors {
      try InteractiveSession(
        common: common, writing: writing, mouse: mouse, isTree: !flat, theme: theme.theme
      ).run()
      // A session says itself what it could not open.
      DescriptorShortage.reset()
    }
  }
}
