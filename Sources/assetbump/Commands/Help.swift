import ArgumentParser
import AssetCore
import CursesTerminal
import Glibc
import Site
import Values

/// The manual, by topics; of a command its help.
struct Help: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Show a topic of the manual, or the help of a command.",
    discussion: """
      Without a topic it lists them. On a terminal it is shown by $PAGER, else less.

      Examples:
        assetbump help deploy
        assetbump help bump
      """)

  @Argument(
    help: ArgumentHelp("A topic, or a command.", valueName: "topic"),
    completion: .list(Manual.topics))
  var words: [String] = []

  func run() throws {
    try reportingErrors {
      guard let word = words.first else {
        return try StandardOutput.print(Assetbump.helpMessage() + "\n\n" + Manual.list)
      }
      if let text = Manual.text(of: word) { return try Pager.show(text) }
      guard let command = Self.command(named: word) else {
        let known = Manual.topics + Self.commandNames
        let nearest = Spelling.nearest(to: word, of: known)
        StandardError.print(
          "Error: There is no topic '\(VisibleText.of(word))'."
            + (nearest.map { " Did you mean '\($0)'?" } ?? "") + " assetbump help lists them.")
        throw ExitCode.validationFailure
      }
      try StandardOutput.print(Assetbump.helpMessage(for: command))
    }
  }

  private static var commandNames: [String] {
    Assetbump.configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  private static func command(named name: String) -> (any ParsableCommand.Type)? {
    Assetbump.configuration.subcommands.first { $0.configuration.commandName == name }
  }
}
