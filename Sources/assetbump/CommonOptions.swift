import ArgumentParser

/// The options that every command takes.
struct CommonOptions: ParsableArguments, ProjectOptions {
  @Option(
    help: ArgumentHelp(
      "The project's folder, instead of looking here and upward.", valueName: "dir"),
    completion: .directory)
  var project: String?

  @Option(
    help: "Colour in the output: never, auto (on a terminal, unless NO_COLOR is set), always.")
  var color: ColorChoice = .auto

  @Flag(help: "Read every file, whatever earlier runs remember of it.")
  var noCache = false
}

extension ColorChoice: ExpressibleByArgument {}
