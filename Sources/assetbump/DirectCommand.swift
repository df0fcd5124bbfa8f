import AssetCore

/// A command line that is carried out without the argument parser, whose start takes longer than the
/// check of a small project: what hooks and CI say, spelled in full.
///
/// Every other command line is the parser's, with all that it has to say about it; both do the same.
enum DirectCommand: Equatable {
  case version
  case check(DirectOptions, FindingFormat)
  case references(DirectOptions, ReferencesRun.Choice)

  /// Reads a command line.
  ///
  /// - Parameter arguments: without the program's name.
  init?(_ arguments: some Collection<String>) {
    if arguments.elementsEqual(["--version"]) {
      self = .version
      return
    }
    var rest = Array(arguments)[...]
    let command = rest.popFirst()
    guard command == "check" || command == "references" else { return nil }
    var options = DirectOptions()
    var choice = ReferencesRun.Choice()
    var format: FindingFormat?
    while let argument = rest.popFirst() {
      switch argument {
      case "--json": choice.json = true
      case "--format" where command == "check":
        guard let named = rest.popFirst().flatMap(FindingFormat.init) else { return nil }
        format = named
      case "--findings" where command == "references": choice.findings = true
      case "--all" where command == "references": choice.all = true
      default: guard options.consume(argument, &rest) else { return nil }
      }
    }
    if choice.json, let format, format != .json { return nil }
    self =
      command == "check"
      ? .check(options, format ?? (choice.json ? .json : .text)) : .references(options, choice)
  }

  /// Carries it out.
  func run() throws {
    switch self {
    case .version: try reportingErrors { try StandardOutput.print(Assetbump.version) }
    case .check(let options, let format): try CheckRun(options: options, format: format).run()
    case .references(let options, let choice):
      try ReferencesRun(options: options, choice: choice, paths: []).run()
    }
  }
}
