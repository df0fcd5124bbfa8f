import ArgumentParser
import Site
import Values

/// A word in the place of a command that is none: a folder, or a slip.
///
/// The parser would only say that it did not expect the word.
struct UnknownCommand {
  /// The word.
  let word: String
  /// Its index among the arguments.
  let place: Int

  /// Finds the first word of a command line that is no option and no option's value; nil where that is a
  /// command, or there is none.
  init?(in arguments: some Collection<String>) {
    var isValue = false
    for (place, argument) in arguments.enumerated() {
      if argument == "--" { return nil }
      if isValue {
        isValue = false
      } else if Self.valued.contains(argument) {
        isValue = true
      } else if argument.hasPrefix("-") {
        // Of another option only the parser knows whether it has a value.
        let name = argument.prefix { $0 != "=" }
        guard (Self.valued + Self.flags).contains(String(name)) else { return nil }
      } else {
        if Self.names.contains(argument) { return nil }
        (word, self.place) = (argument, place)
        return
      }
    }
    return nil
  }

  /// The message, with the command that may be meant.
  var message: String {
    let nearest = Spelling.nearest(to: word, of: Self.names)
    if word.contains("/") { return "There is no folder '\(word)'." }
    return "There is no command '\(word)'."
      + (nearest.map { " Did you mean '\($0)'?" } ?? "")
  }

  /// The options of the terminal UI that have a value, and those that have none.
  private static let valued = ["--project", "--color", "--theme", "--outside"]
  private static let flags = ["--no-cache", "--mouse", "--flat"]
  private static let names =
    Assetbump.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
}
