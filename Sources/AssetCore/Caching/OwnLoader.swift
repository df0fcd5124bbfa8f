/// The loaders of the Python package `assetbump`, as an application's source names them.
enum OwnLoader {
  /// The modules that add tokens.
  static let names = [
    "assetbump.flask", "assetbump.django", "assetbump.starlette", "assetbump.jinja",
  ]

  /// The modules that serve the files too: for a year where their bytes are those of the token.
  static let serving = ["assetbump.flask", "assetbump.starlette"]
}
