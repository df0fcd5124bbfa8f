import ArgumentParser
import AssetCore

/// Prints the file by which an application gives its static URLs their tokens.
struct Loader: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loader",
    abstract: "Print the file that loads the versions file in an application.",
    discussion: """
      For an application NAME is flask, quart, django, starlette (FastAPI too), jinja or node; the Python \
      package assetbump has the same: from assetbump.flask import init_app. For a server in front it is \
      nginx or caddy: lines of its configuration for this project, to be written again at each release; \
      or whitenoise, a middleware for Django.

      Examples:
        assetbump loader flask > asset_versions.py
        assetbump loader nginx > /etc/nginx/conf.d/assets.conf
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp("What the application is written with, or served by.", valueName: "name"))
  var name: Name

  /// What there are loaders for.
  enum Name: String, CaseIterable, ExpressibleByArgument {
    case flask, quart, django, starlette, jinja, node, whitenoise, nginx, caddy
  }

  func run() throws {
    try reportingErrors {
      if let server = ServerRecipe.Server(rawValue: name.rawValue) {
        try StandardOutput.write(ServerRecipe(for: server, common.openWorkspace()).text)
      } else if let file = EmbeddedFile("loader/\(name.rawValue)") {
        try StandardOutput.write(file.text)
      }
    }
  }
}
