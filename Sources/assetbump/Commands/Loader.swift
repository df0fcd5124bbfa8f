import ArgumentParser
import AssetCore

/// Prints the file by which an application gives its static URLs their tokens.
struct Loader: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loader",
    abstract: "Print the file that loads the versions file in an application.",
    discussion: """
      NAME is flask, django, starlette (FastAPI too), jinja or node. The Python package assetbump has \
      the same: from assetbump.flask import init_app.
      """)

  @Argument(help: ArgumentHelp("What the application is written with.", valueName: "name"))
  var name: Name

  /// What there are loaders for.
  enum Name: String, CaseIterable, ExpressibleByArgument {
    case flask, django, starlette, jinja, node
  }

  func run() throws {
    try reportingErrors {
      guard let file = EmbeddedFile("loader/\(name.rawValue)") else {
        preconditionFailure("no file for \(name.rawValue)")
      }
      try StandardOutput.write(file.text)
    }
  }
}
