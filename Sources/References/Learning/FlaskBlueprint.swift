/// A blueprint of a Flask application, or of one of its kin, as its source makes it.
struct FlaskBlueprint {
  let module: PythonModule
  let call: PythonModule.Call
  /// The name that its endpoints begin with.
  let name: String
  /// The prefix of its URLs, of its own.
  let prefix: String?
  /// Where it is registered.
  var registrations: [Registration] = []

  /// A registration, `register_blueprint(bp, url_prefix=…, name=…)`.
  ///
  /// Flask lets it replace the blueprint's own prefix and name (`BlueprintSetupState`, Flask 3; `name`
  /// since 2.0.1).
  struct Registration {
    /// The blueprint that it is registered with, by its index; nil for the application.
    var parent: Int?
    /// The prefix; nil where none is given, or none in plain text.
    let prefix: String?
    /// The name; nil where it keeps its own, or another is not plain text.
    let name: String?
  }

  /// The variables that hold it.
  var variables: [String] { call.targets.compactMap(\.lastName) }

  /// A name that it is known by to an application, and the prefix of its URLs there.
  struct Mount: Hashable {
    var name: String
    var prefix: String
  }
}
