/// What URL of a static file a function makes of its arguments, as its source tells.
struct MadeURL: Equatable {
  /// The root whose files it names.
  var endpoint: Endpoint
  /// Which argument is the path.
  var path: Path
  /// What it puts in front of the path, and behind it.
  var prefix = ""
  var suffix = ""
  /// Whether it adds a query or an argument of its own to the URL.
  var addsToken = false

  /// What names the root.
  enum Endpoint: Equatable {
    case name(String)
    /// The argument that is handed to a parameter.
    case parameter(String)
  }

  /// What names the path.
  enum Path: Equatable {
    /// The argument that is handed to a parameter.
    case parameter(String)
    /// A keyword that is handed on with all others.
    case keyword(String)
  }
}
