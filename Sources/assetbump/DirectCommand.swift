/// A command line that is carried out without the argument parser, whose start takes longer than the
/// check of a small project: what hooks and CI say, spelled in full.
///
/// Every other command line is the parser's, with all that it has to say about it; both do the same.
enum DirectCommand: Equatable {
  case version
  case check(DirectOptions, json: Bool)

  /// Reads a command line.
  ///
  /// - Parameter arguments: without the program's name.
  init?(_ arguments: some Collection<String>) {
    if arguments.elementsEqual(["--version"]) {
      self = .version
      return
    }
    guard arguments.first == "check" else { return nil }
    var options = DirectOptions()
    var json = false
    var rest = arguments.dropFirst()
    while let argument = rest.popFirst() {
      switch argument {
      case "--json": json = true
      case "--no-cache": options.noCache = true
      case "--project":
        // What begins with a dash may be an option whose value was forgotten: the parser says so.
        guard let folder = rest.popFirst(), !folder.hasPrefix("-") else { return nil }
        options.project = folder
      case "--color":
        guard let color = rest.popFirst().flatMap(ColorChoice.init) else { return nil }
        options.color = color
      default: return nil
      }
    }
    self = .check(options, json: json)
  }

  /// Carries it out.
  func run() throws {
    switch self {
    case .version: try StandardOutput.print(Assetbump.version)
    case .check(let options, let json): try CheckRun(options: options, json: json).run()
    }
  }
}

/// The options that every command takes, as a value.
struct DirectOptions: ProjectOptions, Equatable {
  var project: String?
  var color = ColorChoice.auto
  var noCache = false
}
